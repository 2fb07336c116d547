import { AssetsError, type AssetsErrorOptions } from "../util/errors.ts";

/** Problem of a store. */
export type StoreProblem =
  | "missing"
  | "unreadable"
  | "unwritable"
  | "damaged"
  | "foreign"
  | "newer"
  | "older";

/** A store cannot be read or written. Exit code 2, or 3 for a missing one. */
export class StoreError extends AssetsError {
  override readonly name = "StoreError";
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, options: AssetsErrorOptions = {}) {
    super(message, options);
    this.problem = problem;
  }
}

/** Another program wrote into a store whose lines are read on demand; this one replaces the file instead. */
export function changedStore(cause?: unknown): StoreError {
  return new StoreError("damaged", "the inventory was changed while it was read", {
    cause,
    hint: "Run the command again.",
  });
}
