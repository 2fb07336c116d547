import { AssetsError, type AssetsErrorOptions } from "../util/errors.ts";

/** What is wrong with a store. */
export type StoreProblem =
  | "missing"
  | "unreadable"
  | "unwritable"
  | "damaged"
  | "foreign"
  | "newer"
  | "older";

/** A store cannot be read or written. Exit code 2, or 3 where there is none: nothing to work on yet. */
export class StoreError extends AssetsError {
  override readonly name = "StoreError";
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, options: AssetsErrorOptions = {}) {
    super(message, options);
    this.problem = problem;
  }
}
