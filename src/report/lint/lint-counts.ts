import { count, listed } from "../../util/text.ts";
import type { LintReport } from "./lint-report.ts";
import { SEVERITY_NAMES, type SeverityName } from "./severity-names.ts";

/** Number of findings by severity. */
export function countsOf({ findings }: Pick<LintReport, "findings">): Readonly<Record<SeverityName, number>> {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** `2 errors and 1 warning`; `no findings`. */
export function countsText(report: Pick<LintReport, "findings">): string {
  const counts = countsOf(report);
  const parts = SEVERITY_NAMES.flatMap((name) => (counts[name] === 0 ? [] : [count(counts[name], name)]));
  return parts.length === 0 ? "no findings" : listed(parts);
}

/** Additional counts: `3 hidden by the baseline`, `1 suppressed` ... */
export function asideParts({ suppressed, hidden, stale, fixed }: LintReport): string[] {
  const parts: string[] = [];
  if (fixed > 0) parts.push(`${count(fixed, "finding")} fixed`);
  if (suppressed > 0) parts.push(`${count(suppressed, "finding")} suppressed by comments`);
  if (hidden > 0) parts.push(`${count(hidden, "finding")} hidden by the baseline`);
  if (stale > 0) parts.push(`${count(stale, "entry", "entries")} of the baseline no longer found`);
  return parts;
}
