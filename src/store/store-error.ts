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
