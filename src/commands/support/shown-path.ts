import { relative, resolve, sep } from "node:path";
import { loadConfig } from "../../config/load-config.ts";
import type { Program } from "./program.ts";

/** The folder that places in the inventory count from. */
export async function configFolder(program: Program, options: { readonly config?: string }): Promise<string> {
  const config = await loadConfig({
    cwd: program.folder,
    ...(options.config !== undefined && { file: options.config }),
  });
  return config.folder;
}

/** A path from the current folder, as places in the inventory show it. */
export function pathInInventory(program: Program, folder: string, path: string): string {
  const shown = relative(folder, resolve(program.folder, path));
  if (shown === "") return ".";
  return sep === "/" ? shown : shown.split(sep).join("/");
}
