import type { Finding } from "../../lint/finding.ts";
import type { ExitCode } from "../../util/errors.ts";
import type { LintOutput } from "./outputs.ts";
import { SEVERITY_NAMES, type SeverityName } from "./severity-names.ts";

export interface LintLimits {
  /** The slightest severity that fails, `never` for none; `error` by default. */
  readonly failOn?: SeverityName | "never";
  /** More warnings than this fail. */
  readonly maxWarnings?: number;
}

/**
 * The exit code of a lint. With SARIF as the leading output it is always 0: a program that reads SARIF finds the
 * findings in it, and takes another exit code for a failed run.
 */
export function lintExitCode(
  findings: readonly Finding[],
  leading: LintOutput | undefined,
  limits: LintLimits,
): ExitCode {
  return leading?.format === "sarif" || !fails(findings, limits) ? 0 : 1;
}

function fails(findings: readonly Finding[], { failOn = "error", maxWarnings }: LintLimits): boolean {
  if (failOn === "never") return false;
  const limit = SEVERITY_NAMES.indexOf(failOn);
  if (findings.some(({ severity }) => SEVERITY_NAMES.indexOf(severity) <= limit)) return true;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return maxWarnings !== undefined && warnings > maxWarnings;
}
