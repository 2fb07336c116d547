import type { Finding, Severity } from "./finding.ts";
import { SEVERITIES } from "./finding.ts";

export interface VerdictOptions {
  /** The slightest severity that fails; `never` for none. */
  readonly failOn: Severity | "never";
  /** Fails when there are more warnings than this. */
  readonly maxWarnings?: number;
}

/** Whether these findings fail a run. */
export function fails(findings: readonly Finding[], { failOn, maxWarnings }: VerdictOptions): boolean {
  if (failOn === "never") return false;
  const limit = SEVERITIES.indexOf(failOn);
  if (findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= limit)) return true;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return maxWarnings !== undefined && warnings > maxWarnings;
}
