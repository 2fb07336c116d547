import { lstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mayBeTracked } from "./is-tracked.ts";

/** File names of earlier releases in `.assets/cache`, next to the folder `answers`. */
const OLD_FILE =
  /^(?:\.gitignore|lint\.(?:files|log)|revisions\.parts|history\.ids|.+\.(?:manifest|state|index|records\.json)|\..+\.tmp)$/;
const OLD_ANSWER = /^(?:[0-9a-f]{32}\.json|\..+\.tmp)$/;

/**
 * Removes the cache of earlier releases from the working tree, unless git tracks it. Keeps all other files, and
 * everything behind a link.
 *
 * @param base folder of the configuration
 */
export async function removeOldCache(base: string): Promise<void> {
  const folder = join(base, ".assets", "cache");
  if (!isFolder(join(base, ".assets")) || !isFolder(folder)) return;
  if (await mayBeTracked(base, folder)) return;
  try {
    const answers = join(folder, "answers");
    if (isFolder(answers)) removeFiles(answers, OLD_ANSWER);
    removeFiles(folder, OLD_FILE);
  } catch {
    // Best effort: the old cache is ignored anyway.
  }
}

/** An empty folder is removed too. */
function removeFiles(folder: string, name: RegExp): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && name.test(entry.name)) rmSync(join(folder, entry.name), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
