import { count, grouped } from "../../util/text.ts";
import { MAX_SENTENCE, mdCode, mdTable } from "../markdown.ts";
import { asideParts, countsText } from "./lint-counts.ts";
import type { LintReport } from "./lint-report.ts";

/** GitHub limits comments to 65,536 characters; omitted findings are counted. */
const MAX_ROWS = 200;
const MAX_CHARACTERS = 64_000;

/** Markdown table for comments and summaries. */
export function lintMarkdown(report: LintReport): string {
  const { findings, flows, files } = report;
  const checked = `${count(flows, "flow")} in ${count(files, "file")} checked: ${countsText(report)}`;
  const lines = ["## assets lint", "", `${[checked, ...asideParts(report)].join("; ")}.`];
  if (findings.length > 0) {
    const rows = findings
      .slice(0, MAX_ROWS)
      .map(({ severity, range, message, rule }) => [
        severity,
        mdCode(`${range.file}:${range.line}`),
        mdCode(message, MAX_SENTENCE),
        rule,
      ]);
    const table = withinLimit(mdTable(["severity", "place", "finding", "rule"], rows));
    lines.push("", ...table);
    const left = findings.length - (table.length - HEAD_LINES);
    if (left > 0) lines.push("", `… and ${grouped(left)} more.`);
  }
  return `${lines.join("\n")}\n`;
}

/** Header of a table. */
const HEAD_LINES = 2;

function withinLimit(lines: readonly string[]): string[] {
  let length = 0;
  return lines.filter((line) => {
    length += line.length + 1;
    return length <= MAX_CHARACTERS;
  });
}
