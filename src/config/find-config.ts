import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** In the order of the search. */
export const CONFIG_NAMES = ["assets.config.yaml", "assets.config.yml"];

/** The configuration for a folder: in it or above it, up to the root of its git repository or of the disk. */
export function findConfig(folder: string): string | undefined {
  for (let current = folder; ; ) {
    const found = CONFIG_NAMES.map((name) => join(current, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    const parent = dirname(current);
    if (parent === current || existsSync(join(current, ".git"))) return undefined;
    current = parent;
  }
}
