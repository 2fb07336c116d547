import type { Finding } from "../../lint/finding.ts";
import type { Rule } from "../../lint/rule.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { LintOutcome } from "../../workspace/lint-project.ts";
import type { Report } from "../report.ts";

/** Input of every lint format. */
export interface LintReport {
  /** In output order. */
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly flows: number;
  /** Findings suppressed by comments, and hidden by the baseline. */
  readonly suppressed: number;
  readonly hidden: number;
  /** Entries of the baseline without a finding. */
  readonly stale: number;
  /** Number of applied fixes. */
  readonly fixed: number;
  readonly rules: readonly Rule[];
  /** The text of a line of a file, from 1; undefined if unreadable. */
  readonly lineOf: (file: string, line: number) => string | undefined;
  /** Version of the program. */
  readonly version: string;
  /** Path from the root of the git repository to the folder of the places; see `rootPath`. */
  readonly pathPrefix: string;
  /** Number of findings that text and JSON list; all when absent. The counts are of all. */
  readonly limit?: number;
}

/** Lint results before formatting. */
export function lintReport(
  { linted, visible: { shown, hidden, stale }, fixed }: Extract<LintOutcome, { kind: "linted" }>,
  rules: readonly Rule[],
  version: string,
  pathPrefix: string,
): LintReport {
  const { found, suppressed, textOf } = linted;
  let last: ReturnType<typeof textOf>;
  return {
    findings: shown,
    ...found,
    suppressed,
    hidden,
    stale,
    fixed,
    rules,
    lineOf: (file, line) => {
      if (last?.file !== file) last = textOf(file);
      return last?.line(line);
    },
    version,
    pathPrefix,
  };
}

/** Report of an updated baseline. */
export function baselineReport({
  file,
  findings,
  isConfigured,
}: Extract<LintOutcome, { kind: "baseline" }>): Report {
  const shown = escapeControlChars(file.shown);
  const how = isConfigured ? "" : ` with --baseline ${shown}, or with "baseline" in the configuration`;
  return { output: `${shown}: ${count(findings, "finding")} will be hidden${how}\n`, exitCode: 0 };
}
