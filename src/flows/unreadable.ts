import type { Problem } from "./problem.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "its permissions do not allow it: give read permission, or exclude it",
  EPERM: "its permissions do not allow it: give read permission, or exclude it",
  ENOENT: "it is not there, or is a symbolic link to something that is not: restore it, or exclude it",
  ELOOP: "it is a symbolic link that leads back to itself: remove it, or exclude it",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is not a directory",
  ENAMETOOLONG: "its path is too long",
  EMFILE: "too many files are open: raise the limit (ulimit -n), or try again",
  EIO: "the disk reports an error",
};

/** The problem of a file or directory that the system does not let us read. */
export function unreadable(shownAs: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return { message: `cannot be read: ${reason}`, place: { file: shownAs, line: 1, column: 1 } };
}
