import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { GitError } from "./git-error.ts";

/**
 * Finds git on the PATH, by its absolute path. Nothing that a repository brings along is started: programs in the
 * working tree, in a `node_modules`, or in a folder of the PATH that depends on where one stands are passed over. Throws
 * a GitError when there is no other.
 *
 * @param top the folder of the working tree, without symbolic links
 */
export function findGit(top: string, path = process.env.PATH ?? ""): string {
  const name = process.platform === "win32" ? "git.exe" : "git";
  let refused: string | undefined;
  let failed: unknown;
  for (const folder of path.split(delimiter)) {
    const file = join(folder === "" ? "." : folder, name);
    try {
      if (!statSync(file).isFile()) continue;
      accessSync(file, constants.X_OK);
      const places = [folder, realpathSync(folder || "."), realpathSync(file)];
      if (isAbsolute(folder) && !places.some((place) => isBroughtAlong(top, place))) return file;
      refused ??= file;
    } catch (error) {
      if (!["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) failed ??= error;
    }
  }
  if (refused !== undefined) {
    throw new GitError(
      "no-git",
      `git cannot be started: "${refused}" may be a part of the working tree, of which nothing is run`,
      "Install git outside of it, and put its absolute folder on the PATH.",
    );
  }
  if (failed !== undefined) throw cannotStart(failed);
  throw new GitError(
    "no-git",
    "git cannot be started: no program of that name was found",
    "Install git, or put it on the PATH.",
  );
}

function isBroughtAlong(top: string, place: string): boolean {
  const below = relative(top, place);
  const isInside = below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
  return isInside || place.split(sep).includes("node_modules");
}

/** The error for a git that is there and does not start. */
export function cannotStart(error: unknown): GitError {
  return new GitError(
    "no-git",
    `git cannot be started: ${systemErrorReason(error)}`,
    "Check that git works.",
    error,
  );
}
