import type { Range } from "../../lint/range.ts";
import { jsonReport } from "../json.ts";
import { limitLists } from "../limit-lists.ts";
import { countsOf } from "./lint-counts.ts";
import type { LintReport } from "./lint-report.ts";

/** JSON by `schema/findings.schema.json`. */
export function lintJson(report: LintReport): string {
  const { files, flows, suppressed, hidden, stale, fixed, limit } = report;
  const { findings, omitted } = limitLists(report, ["findings"], limit);
  return jsonReport("lint", {
    summary: { files, flows, ...countsOf(report), suppressed, hidden, stale, fixed },
    ...(omitted && { omitted }),
    findings: findings.map(({ rule, severity, message, range, related, fix }) => ({
      rule,
      severity,
      message,
      ...placed(range),
      related: (related ?? []).map((place) => ({ message: place.message, ...placed(place.range) })),
      ...(fix && { fix: { title: fix.title, edits: fix.edits } }),
    })),
  });
}

function placed({ file, line, column, endLine, endColumn }: Range) {
  return { place: { file, line, column }, end: { line: endLine, column: endColumn } };
}
