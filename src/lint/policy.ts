import type { Severity } from "./finding.ts";

/** A demand of the user's own on the assets that a selection means. */
export interface Policy {
  /** The assets it holds for, in the selection language. */
  readonly select: string;
  /** Fields that must be there: `namespace`, `description`, `displayName`, `type`, `owner`, `metadata.<key>`. */
  readonly require?: readonly string[];
  /** A regular expression that the whole id must match. */
  readonly idPattern?: string;
  readonly allowedTypes?: readonly string[];
  /** A selection of assets that must not feed these directly. */
  readonly mustNotRead?: string;
  /** `warning` when absent. */
  readonly severity?: Severity;
  /** Why, in words that end the message. */
  readonly reason?: string;
}

/** How grave a breach is, and the reason as the end of a message. */
export function severityAndReason({ severity = "warning", reason }: Policy): {
  readonly severity: Severity;
  readonly reason: string;
} {
  return { severity, reason: reason === undefined ? "" : `: ${reason}` };
}
