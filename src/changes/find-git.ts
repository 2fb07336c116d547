import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, sep } from "node:path";
import { systemErrorCode, systemErrorReason } from "../util/errors.ts";
import { pathWithin, realPath } from "./file-paths.ts";
import { GitError } from "./git-error.ts";

/** Location of git. */
export interface GitProgram {
  /** Absolute. */
  readonly file: string;
  /** The safe part of the PATH, for a git that is a script. */
  readonly path: string;
}

/**
 * Finds git on the PATH. Programs from the repository never start: folders in the working tree, in a `node_modules`,
 * and relative ones are skipped. Throws a GitError without another git.
 *
 * @param top the folder of the working tree, without symbolic links
 */
export function findGit(top: string, path = process.env.PATH ?? ""): GitProgram {
  const name = process.platform === "win32" ? "git.exe" : "git";
  const folders = path.split(delimiter);
  const safe = folders.filter((folder) => isAbsolute(folder) && !isBroughtAlong(top, folder));
  let refused: string | undefined;
  let failed: unknown;
  for (const folder of folders) {
    const file = join(folder, name);
    try {
      if (!statSync(file).isFile()) continue;
      accessSync(file, constants.X_OK);
      if (safe.includes(folder) && !isBroughtAlong(top, file)) return { file, path: safe.join(delimiter) };
      refused ??= file;
    } catch (error) {
      if (!["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) failed ??= error;
    }
  }
  if (refused !== undefined) {
    throw new GitError(
      "no-git",
      `cannot start git: "${refused}" may belong to the working tree, which must not supply programs`,
      "Install git outside the working tree, and add its absolute folder to the PATH.",
    );
  }
  if (failed !== undefined) throw cannotStart(failed);
  throw new GitError("no-git", "cannot start git: program not found", "Install git, or add it to the PATH.");
}

/** Whether a path is in the working tree or among packages, before or after links. */
function isBroughtAlong(top: string, path: string): boolean {
  return [path, realPath(path)].some(
    (place) => pathWithin(top, place) !== undefined || place.split(sep).includes("node_modules"),
  );
}

/** The error for an installed git that does not start. */
export function cannotStart(error: unknown): GitError {
  return new GitError(
    "no-git",
    `cannot start git: ${systemErrorReason(error)}`,
    "Check that git works.",
    error,
  );
}
