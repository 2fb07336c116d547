import type { Finding } from "../../lint/finding.ts";
import type { Rule } from "../../lint/rule.ts";

/** What every format of a lint is made from. */
export interface LintReport {
  /** In the order they are shown. */
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly flows: number;
  /** Findings that a comment suppresses, and that the baseline hides. */
  readonly suppressed: number;
  readonly hidden: number;
  /** Entries of the baseline that nothing matches any more. */
  readonly stale: number;
  /** Fixes that were written. */
  readonly fixed: number;
  readonly rules: readonly Rule[];
  /** The text of a line of a file, from 1; undefined where it cannot be read. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  /** Of the program. */
  readonly version: string;
}
