/** 1 findings, differences or unreadable flows. 2 wrong usage or config. 3 nothing to work on. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface AssetsErrorOptions extends ErrorOptions {
  /** The remedy in one sentence. */
  readonly hint?: string;
  readonly exitCode?: ExitCode;
}

/**
 * An error with a remedy for the user. `message` contains problem and reason, `hint` the remedy; both are printed
 * without a stack trace.
 */
export class AssetsError extends Error {
  override readonly name: string = "AssetsError";
  readonly hint?: string;
  readonly exitCode: ExitCode;

  constructor(message: string, options: AssetsErrorOptions = {}) {
    super(message, options);
    if (options.hint !== undefined) this.hint = options.hint;
    this.exitCode = options.exitCode ?? 2;
  }
}

/** The code of a failed system call (`ENOENT`, `EACCES` ...), or undefined when it is something else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** A system error in words for a sentence: `permission denied`. */
export function systemErrorReason(error: unknown): string {
  const code = systemErrorCode(error);
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return known;
  // `EBUSY: resource busy or locked, open '/a/b'`: the message contains the path elsewhere, in the user's form.
  return (error instanceof Error ? error.message : String(error)).replace(/^E[A-Z0-9]+: ([^,]*),.*$/s, "$1");
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EFBIG: "the file would be larger than the system allows",
  EDQUOT: "the disk quota is used up",
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder",
  ENOTREG: "it is not a regular file",
  ETOOLARGE: "it exceeds the size limit",
  EEXIST: "a file is in the way",
  ENOTDIR: "a part of the path is not a folder",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  ETIMEDOUT: "connection timed out",
  ENOTFOUND: "unknown host",
  EIO: "the disk reports an error",
};
