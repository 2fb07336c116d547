import { lstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mayBeTracked } from "./is-tracked.ts";

/** Names of the files that earlier releases kept in `.assets/cache`, beside the folder `answers`. */
const OLD_FILE =
  /^(?:\.gitignore|lint\.(?:files|log)|revisions\.parts|history\.ids|.+\.(?:manifest|state|index|records\.json)|\..+\.tmp)$/;
const OLD_ANSWER = /^(?:[0-9a-f]{32}\.json|\..+\.tmp)$/;

/**
 * Removes the cache that earlier releases kept in the working tree, unless git tracks it. What this program did not put
 * there stays, and so does everything behind a link.
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
    // It is ignored all the same.
  }
}

/** The folder goes as well when nothing is left in it. */
function removeFiles(folder: string, name: RegExp): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && name.test(entry.name)) rmSync(join(folder, entry.name), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
