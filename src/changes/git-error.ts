import { AssetsError } from "../util/errors.ts";

export type GitErrorKind =
  | "no-git"
  | "not-a-repository"
  | "not-trusted"
  | "unknown-revision"
  | "no-common-commit"
  | "shallow"
  | "unreadable-object"
  | "outside-repository"
  | "failed";

/** A failure of git. Exit code 2. */
export class GitError extends AssetsError {
  override readonly name = "GitError";
  readonly kind: GitErrorKind;

  constructor(kind: GitErrorKind, message: string, hint: string, cause?: unknown) {
    super(message, { hint, ...(cause !== undefined && { cause }) });
    this.kind = kind;
  }
}
