import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { quote } from "../util/text.ts";
import type { RepositoryPlace } from "./find-repository.ts";
import { GitError } from "./git-error.ts";

/** Longer than git takes to walk the history of a large repository. */
export const MOST_SILENT_SECONDS = 300;
/** By then, git may be waiting for the writer of a pipe that is in place of one of its files. */
const SECONDS_BEFORE_SEARCH = 3;

/** The process of git. */
interface GitProcess {
  readonly stdout: NodeJS.ReadableStream;
  readonly kill: (signal: "SIGKILL") => boolean;
  readonly on: (event: "close" | "error", listener: () => void) => unknown;
}

/**
 * Ends a git that prints nothing: soon if one of the files that it opens is a pipe or a device, or else after the
 * limit.
 *
 * @param fail called with the reason, once
 */
export function limitSilence(
  child: GitProcess,
  { gitDir, commonDir, top }: RepositoryPlace,
  mostSeconds: number,
  fail: (reason: GitError) => void,
): void {
  // Counted in turns of the event loop, because output may wait while this process is busy.
  let seconds = 0;
  const timer = setInterval(() => {
    seconds++;
    const special = seconds === SECONDS_BEFORE_SEARCH ? findSpecial([gitDir, commonDir, top]) : undefined;
    if (special === undefined && seconds < mostSeconds) return;
    clearInterval(timer);
    child.kill("SIGKILL");
    fail(special === undefined ? tooSlow(mostSeconds) : waiting(special));
  }, 1000);
  child.stdout.on("data", () => {
    seconds = 0;
  });
  child.on("error", () => clearInterval(timer));
  child.on("close", () => clearInterval(timer));
}

function waiting(special: string): GitError {
  return new GitError(
    "failed",
    `git does not answer: ${quote(special)} is a pipe or a device, not a file`,
    "Remove it, or use a new clone.",
  );
}

function tooSlow(seconds: number): GitError {
  return new GitError(
    "failed",
    `git has printed nothing for ${seconds} seconds and was stopped`,
    "Run `git status` and `git fsck` to find the cause.",
  );
}

/** More would take longer than git itself. */
const MOST_ENTRIES = 200_000;

/** A pipe or character device in one of the folders, links included. */
function findSpecial(folders: readonly string[]): string | undefined {
  const left = [...folders].reverse();
  for (let entries = 0; entries < MOST_ENTRIES; ) {
    const folder = left.pop();
    if (folder === undefined) return undefined;
    for (const entry of entriesOf(folder)) {
      entries++;
      const path = join(folder, entry.name);
      if (isSpecial(entry, path)) return path;
      if (entry.isDirectory() && !folders.includes(path)) left.push(path);
    }
  }
  return undefined;
}

function isSpecial(entry: Dirent, path: string): boolean {
  try {
    const target = entry.isSymbolicLink() ? statSync(path) : entry;
    return target.isFIFO() || target.isCharacterDevice();
  } catch {
    return false;
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
