import { relative, resolve } from "node:path";
import type { Config } from "../../config/config.ts";
import type { Program } from "./program.ts";

export interface StorePath {
  readonly path: string;
  /** As the user sees it, from the current folder. */
  readonly shown: string;
}

/** Where the inventory is: what `--store` names, or else the configuration. */
export function storePath(program: Program, config: Config, named: string | undefined): StorePath {
  if (named !== undefined) return { path: resolve(program.folder, named), shown: named };
  const path = resolve(config.folder, config.store);
  return { path, shown: relative(program.folder, path) };
}
