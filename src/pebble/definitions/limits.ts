/**
 * The limits of one rendering. Beyond them the result is unknown, with the limit as the reason. Counted, never timed.
 */
export interface Limits {
  /** UTF-16 code units of a rendered text, and of every text made on the way. */
  readonly outputSize: number;
  /** Expressions evaluated, items made, loop rounds, and every sixteen characters written. */
  readonly steps: number;
  /** Levels of evaluation: brackets, operators in a row, tags, nested macros and renderings. */
  readonly nesting: number;
  /** Elements of one range. Kestra's own cap is 1,000,000. */
  readonly rangeSize: number;
}

export const DEFAULT_LIMITS: Limits = {
  outputSize: 1_000_000,
  steps: 100_000,
  nesting: 600,
  rangeSize: 100_000,
};
