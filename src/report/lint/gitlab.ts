import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { printedJson } from "../json.ts";
import { fingerprints } from "./fingerprint.ts";
import type { LintReport } from "./lint-report.ts";

const SEVERITY = { error: "major", warning: "minor", notice: "info" } as const;

/** GitLab: a code quality report. */
export function lintGitlab({ findings }: LintReport): string {
  const prints = fingerprints(findings);
  const issues = findings.map(({ rule, severity, message, range }, index) => ({
    description: escapeControlChars(message),
    check_name: rule,
    fingerprint: prints[index],
    severity: SEVERITY[severity],
    location: { path: range.file, lines: { begin: range.line, end: range.endLine } },
  }));
  return printedJson(issues);
}
