import type { Finding } from "../../lint/finding.ts";
import type { ExitCode } from "../../util/errors.ts";
import { SEVERITY_NAMES, type SeverityName } from "./severity-names.ts";

export interface LintLimits {
  /** Minimum severity that fails, or `never`; default `error`. */
  readonly failOn?: SeverityName | "never";
  /** Maximum number of warnings. */
  readonly maxWarnings?: number;
}

/** The exit code of a lint, independent of its formats. */
export function lintExitCode(findings: readonly Finding[], limits: LintLimits): ExitCode {
  return fails(findings, limits) ? 1 : 0;
}

function fails(findings: readonly Finding[], { failOn = "error", maxWarnings }: LintLimits): boolean {
  if (failOn === "never") return false;
  const limit = SEVERITY_NAMES.indexOf(failOn);
  if (findings.some(({ severity }) => SEVERITY_NAMES.indexOf(severity) <= limit)) return true;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return maxWarnings !== undefined && warnings > maxWarnings;
}
