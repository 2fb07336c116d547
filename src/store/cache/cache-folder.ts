import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { shortHash } from "../../util/short-hash.ts";

/**
 * `.assets/cache`, or a folder in the one that `ASSETS_CACHE_FOLDER` names. Who reads files of strangers keeps the cache
 * apart from them: what a cache holds is believed.
 *
 * @param base the folder that the paths in places are relative to
 */
export function cacheFolder(base: string): string {
  const elsewhere = process.env.ASSETS_CACHE_FOLDER;
  return elsewhere ? join(resolve(elsewhere), shortHash(base)) : join(base, ".assets", "cache");
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
