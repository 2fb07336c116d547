import { compareText } from "../model/order.ts";
import type { Fix } from "./fix/edit.ts";
import type { Range } from "./range.ts";

/** From most to least severe. Notices are shown on request only. */
export type Severity = "error" | "warning" | "notice";

/** A finding of a rule, before the configuration decides its severity and visibility. */
export interface RawFinding {
  readonly range: Range;
  /** One line: values in double quotes, then the allowed values, then the other place. */
  readonly message: string;
  /** Related places, in the order of the files. */
  readonly related?: readonly Related[];
  /** A symmetric finding: any place in `related` would also be correct. */
  readonly symmetric?: true;
  /** Differs from the default severity of the rule. */
  readonly severity?: Severity;
  /**
   * The subject of the finding, independent of line numbers: the message without places. Absent: the message contains
   * no place.
   */
  readonly subject?: string;
  readonly fix?: Fix;
}

export interface Related {
  readonly range: Range;
  readonly message: string;
  /** The message at this place. Absent: the same as elsewhere. */
  readonly messageHere?: string;
}

export interface Finding extends Omit<RawFinding, "severity" | "subject"> {
  readonly rule: string;
  readonly severity: Severity;
  readonly subject: string;
}

/** By file, line, column, rule, message: the same order on every machine. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.range.file, b.range.file) ||
    a.range.line - b.range.line ||
    a.range.column - b.range.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}
