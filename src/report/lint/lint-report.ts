import type { Finding } from "../../lint/finding.ts";
import type { Rule } from "../../lint/rule.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import type { LintOutcome } from "../../workspace/lint-project.ts";
import type { Report } from "../report.ts";

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
  /** The folder that places count from, by its way from the root of the git repository; see `rootPath`. */
  readonly pathPrefix: string;
}

/** The report of a lint, before it takes a format. */
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

/** What a baseline that was written will hide. */
export function baselineReport({
  file,
  findings,
  isConfigured,
}: Extract<LintOutcome, { kind: "baseline" }>): Report {
  const shown = escapeControlChars(file.shown);
  const how = isConfigured ? "" : ` with --baseline ${shown}, or with "baseline" in the configuration`;
  return { output: `${shown}: ${count(findings, "finding")} will be hidden${how}\n`, exitCode: 0 };
}
