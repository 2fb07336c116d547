import { sourceText } from "../../src/flows/source-text.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { RULES } from "../../src/lint/rules/index.ts";
import type { LintReport } from "../../src/report/lint/lint-report.ts";
import type { Files } from "./lint-text.ts";

/** A report of findings, like the program's. */
export function reportOf(findings: readonly Finding[], files: Files): LintReport {
  return {
    findings,
    files: Object.keys(files).length,
    flows: 1,
    suppressed: 0,
    hidden: 0,
    stale: 0,
    fixed: 0,
    rules: RULES,
    lineOf: (file, line) => {
      const text = files[file];
      return text === undefined ? undefined : sourceText(file, text).line(line);
    },
    version: "0.0.0",
    pathPrefix: "",
  };
}
