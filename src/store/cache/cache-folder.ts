import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @param base the folder that the paths in places are relative to */
export function cacheFolder(base: string): string {
  return join(base, ".assets", "cache");
}

/** Git leaves the folder alone by itself, wherever it is, so that the store next to it can still be committed. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch {
    // It is there already.
  }
}
