import { count } from "../../util/text.ts";
import { mdCode, mdTable, mdText } from "../markdown.ts";
import { asideParts, countsText } from "./lint-counts.ts";
import type { LintReport } from "./lint-report.ts";

/** GitHub cuts comments off at 65,536 characters; the rest of a long list is counted. */
const MOST_ROWS = 200;

/** For comments and summaries: a table. */
export function lintMarkdown(report: LintReport): string {
  const { findings, flows, files } = report;
  const checked = `${count(flows, "flow")} in ${count(files, "file")} checked: ${countsText(report)}`;
  const lines = ["## assets lint", "", `${[checked, ...asideParts(report)].join("; ")}.`];
  if (findings.length > 0) {
    const rows = findings
      .slice(0, MOST_ROWS)
      .map(({ severity, range, message, rule }) => [
        severity,
        mdCode(`${range.file}:${range.line}`),
        mdText(message),
        rule,
      ]);
    lines.push("", ...mdTable(["severity", "place", "finding", "rule"], rows));
    if (findings.length > MOST_ROWS) lines.push("", `… and ${findings.length - MOST_ROWS} more.`);
  }
  return `${lines.join("\n")}\n`;
}
