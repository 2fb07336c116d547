import type { Unknown } from "../pebble/index.ts";

/** A result of an evaluation, with the unknowns behind it. */
export interface WithDependencies<T> {
  readonly result: T;
  /** Every unknown that the evaluation consulted or printed, in order. */
  readonly dependencies: readonly Unknown[];
}
