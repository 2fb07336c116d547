import { compareText } from "../model/order.ts";
import type { Fix } from "./fix/edit.ts";
import type { Range } from "./range.ts";

/** From grave to slight. A notice is shown on request only. */
export type Severity = "error" | "warning" | "notice";

/** What a rule says about one place, before the configuration decides how grave that is and whether it is shown. */
export interface RawFinding {
  readonly range: Range;
  /** One line in the user's words: values in double quotes, then what is allowed, then where the other claim stands. */
  readonly message: string;
  /** Other places that it is about, in the order of the files. */
  readonly related?: readonly Related[];
  /** Where it stands among several places that are equally to blame does not matter: any of `related` would do. */
  readonly symmetric?: true;
  /** Graver or slighter than the rule usually is. */
  readonly severity?: Severity;
  /**
   * What the finding is about in words that stay the same when lines move: the message without places. Absent: the
   * message holds no place and serves itself.
   */
  readonly subject?: string;
  readonly fix?: Fix;
}

export interface Related {
  readonly range: Range;
  readonly message: string;
  /** What the finding says when it stands here. Absent: the same as elsewhere. */
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
