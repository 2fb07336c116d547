import type { Range } from "../../lint/range.ts";
import { jsonReport } from "../json.ts";
import { countsOf } from "./lint-counts.ts";
import type { LintReport } from "./lint-report.ts";

/** JSON by `schema/findings.schema.json`. */
export function lintJson(report: LintReport): string {
  const { files, flows, suppressed, hidden, stale, fixed } = report;
  return jsonReport("lint", {
    summary: { files, flows, ...countsOf(report), suppressed, hidden, stale, fixed },
    findings: report.findings.map(({ rule, severity, message, range, related, fix }) => ({
      rule,
      severity,
      message,
      ...placed(range),
      related: (related ?? []).map((each) => ({ message: each.message, ...placed(each.range) })),
      ...(fix && { fix: { title: fix.title, edits: fix.edits } }),
    })),
  });
}

function placed({ file, line, column, endLine, endColumn }: Range) {
  return { place: { file, line, column }, end: { line: endLine, column: endColumn } };
}
