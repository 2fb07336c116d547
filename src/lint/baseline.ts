import { compareText } from "../model/order.ts";
import type { Finding } from "./finding.ts";

/** Findings from the time of its creation, now hidden. */
export interface Baseline {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** Without a line, so that an edit above does not affect it. */
export interface BaselineEntry {
  readonly rule: string;
  /** Absent for a symmetric finding of several files. */
  readonly file?: string;
  readonly finding: string;
  /** Number of equal findings; absent for one. */
  readonly count?: number;
}

export interface Visible {
  readonly shown: readonly Finding[];
  readonly hidden: number;
  /** Entries of the baseline without a finding. */
  readonly stale: number;
}

/** Hides the findings of the baseline: per entry as many as it counts, from the top of the file. */
export function hideKnown(
  findings: readonly Finding[],
  baseline: Baseline,
  reported?: (file: string) => boolean,
): Visible {
  const left = new Map<string, number>();
  for (const entry of baseline.findings) {
    const key = keyOf(entry);
    left.set(key, (left.get(key) ?? 0) + (entry.count ?? 1));
  }
  const shown = findings.filter((finding) => {
    const key = keyOf(entryOf(finding));
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    return false;
  });
  const stale = baseline.findings.filter(
    (entry) =>
      (left.get(keyOf(entry)) ?? 0) > 0 && (!reported || (entry.file !== undefined && reported(entry.file))),
  );
  return { shown, hidden: findings.length - shown.length, stale: stale.length };
}

/** A baseline of exactly these findings. */
export function baselineOf(findings: readonly Finding[]): Baseline {
  const counted = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const finding of findings) {
    const entry = entryOf(finding);
    const known = counted.get(keyOf(entry));
    if (known) known.count++;
    else counted.set(keyOf(entry), { entry, count: 1 });
  }
  return {
    version: 1,
    findings: [...counted]
      .sort(([a], [b]) => compareText(a, b))
      .map(([, { entry, count }]) => (count === 1 ? entry : { ...entry, count })),
  };
}

function entryOf({ rule, range, subject, symmetric }: Finding): BaselineEntry {
  return symmetric ? { rule, finding: subject } : { rule, file: range.file, finding: subject };
}

function keyOf({ rule, file, finding }: BaselineEntry): string {
  return JSON.stringify([file ?? "", rule, finding]);
}
