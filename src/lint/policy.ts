import type { Severity } from "./finding.ts";

/** A custom requirement for the assets of a selection. */
export interface Policy {
  /** Its assets, in the selection language. */
  readonly select: string;
  /** Required fields: `namespace`, `description`, `displayName`, `type`, `owner`, `metadata.<key>`. */
  readonly require?: readonly string[];
  /** A regular expression for the complete id. */
  readonly idPattern?: string;
  readonly allowedTypes?: readonly string[];
  /** A selection of assets that must not be direct inputs of these. */
  readonly mustNotRead?: string;
  /** `warning` when absent. */
  readonly severity?: Severity;
  /** The reason at the end of the message. */
  readonly reason?: string;
}

/** Severity of a violation, and the reason at the end of its message. */
export function severityAndReason({ severity = "warning", reason }: Policy): {
  readonly severity: Severity;
  readonly reason: string;
} {
  return { severity, reason: reason === undefined ? "" : `: ${reason}` };
}
