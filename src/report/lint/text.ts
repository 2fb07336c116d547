import type { Finding } from "../../lint/finding.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { count } from "../../util/text.ts";
import { limitLists, omittedLines } from "../limit-lists.ts";
import type { TextOptions } from "../options.ts";
import { asideParts, countsText } from "./lint-counts.ts";
import type { LintReport } from "./lint-report.ts";
import { snippet } from "./snippet.ts";

/** Text: each finding with its line, then the counts. */
export function lintText(report: LintReport, { style }: TextOptions): string {
  const listed = limitLists(report, ["findings"], report.limit);
  const lines = listed.findings.flatMap((finding) => [...findingLines(finding, report, { style }), ""]);
  lines.push(...omittedLines(listed, "findings", "finding", { style }));
  const checked = `${count(report.flows, "flow")} in ${count(report.files, "file")} checked`;
  const fixable = report.findings.filter(({ fix }) => fix !== undefined).length;
  lines.push([`${checked}: ${countsText(report)}`, ...asideParts(report)].join("; "));
  if (fixable > 0) lines.push(`${count(fixable, "finding")} can be fixed with --fix`);
  return `${lines.join("\n")}\n`;
}

function findingLines(
  finding: Finding,
  { lineOf }: LintReport,
  { style }: Pick<TextOptions, "style">,
): string[] {
  const { range, severity, message, rule } = finding;
  const paint = { error: style.error, warning: style.warning, notice: style.faint }[severity];
  const head = `${style.strong(escapeControlChars(`${range.file}:${range.line}:${range.column}`))}: ${paint(severity)}: ${escapeControlChars(message)} ${style.faint(`[${rule}]`)}`;
  const text = lineOf(range.file, range.line);
  if (text === undefined || text.trim() === "") return [head];
  const { line, mark } = snippet(text, range);
  const number = String(range.line);
  const margin = " ".repeat(number.length);
  const bar = style.faint("|");
  return [
    head,
    `${margin} ${bar}`,
    `${style.faint(number)} ${bar} ${line}`,
    `${margin} ${bar} ${paint(mark)}`,
  ];
}
