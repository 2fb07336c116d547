import type { Gap } from "../inventory/model.ts";
import type { Summary } from "../inventory/summary.ts";
import type { ScanResult } from "../scan.ts";
import type { UpdatedStore } from "../scan-update.ts";
import { assembledGaps } from "../store/assembly/assembled-records.ts";
import { summarizeState } from "../store/assembly/state-summary.ts";

/** What a scan tells its user; kept with the cache, so that a scan that finds nothing changed can tell it again. */
export interface ScanReport {
  readonly roots: readonly string[];
  readonly summary: Summary;
  readonly gaps: readonly Gap[];
  readonly notes: ScanResult["notes"];
}

export function reportOf(scanned: UpdatedStore): ScanReport {
  const { head, state, notes } = scanned;
  return {
    roots: head.roots,
    summary: summarizeState(state, head.files),
    gaps: assembledGaps(scanned),
    notes,
  };
}
