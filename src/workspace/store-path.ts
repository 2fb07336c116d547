import { relative, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { FilePath } from "./file-path.ts";
import type { Project } from "./project.ts";

/**
 * Location of the inventory.
 *
 * @param folder the current one
 * @param named the store set by the user
 */
export function storePath(folder: string, config: Config, named?: string): FilePath {
  if (named !== undefined) return { path: resolve(folder, named), shown: named };
  const path = resolve(config.folder, config.store);
  return { path, shown: relative(folder, path) };
}

/** The project with another configuration, and with the inventory of that one unless the user set it. */
export function withConfig(project: Project, config: Config): Project {
  const { folder, isStoreNamed, store } = project;
  return { ...project, config, store: isStoreNamed ? store : storePath(folder, config) };
}
