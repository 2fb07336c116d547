import { lstatSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { realPath } from "./file-paths.ts";
import type { Git } from "./git.ts";
import { GitError } from "./git-error.ts";
import { userSettings, valuesOf } from "./git-settings.ts";

/**
 * Throws a GitError for a repository of another user outside the user's `safe.directory`. Git checks this only while
 * searching for the repository. Systems without file owners (Windows) have no check.
 */
export async function checkTrust(git: Git): Promise<void> {
  const { owned, top } = git.place;
  const user = process.geteuid?.();
  if (user === undefined || owned.every((path) => isOwner(user, lstatSync(path).uid))) return;
  if (isSafe(top, valuesOf(await userSettings(git), "safe.directory"))) return;
  throw new GitError(
    "not-trusted",
    "git rejects this repository because it belongs to another user",
    "Trust it with `git config --global --add safe.directory <folder>`.",
  );
}

/** As in git, root also trusts files of the user who called sudo. */
export function isOwner(user: number, owner: number, env = process.env): boolean {
  return user === owner || (user === 0 && env.SUDO_UID === String(owner));
}

/**
 * Whether values of `safe.directory` match a folder. An empty value resets all before it, `*` matches every folder, and
 * a `*` at the end of a path matches all folders below.
 *
 * @param top without symbolic links
 */
export function isSafe(top: string, values: readonly string[], home = homedir()): boolean {
  const trusted = values.slice(values.lastIndexOf("") + 1);
  return trusted.some((value) => {
    if (value === "*") return true;
    const path = value.replace(/^~(?=\/|$)/, () => home);
    if (!isAbsolute(path)) return path === "." && top === process.cwd();
    if (basename(path) === "*") return top.startsWith(join(realPath(dirname(path)), "/"));
    return top === realPath(path);
  });
}
