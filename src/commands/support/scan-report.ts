import { type Summary, summarize } from "../../graph/summary.ts";
import type { Gap } from "../../inventory/model.ts";
import type { ScanResult } from "../../scan.ts";

/** What a scan tells its user; kept with the cache, so that a scan that finds nothing changed can tell it again. */
export interface ScanReport {
  readonly roots: readonly string[];
  readonly summary: Summary;
  readonly gaps: readonly Gap[];
  readonly notes: ScanResult["notes"];
}

export function reportOf({ inventory, notes }: ScanResult): ScanReport {
  const { roots, gaps } = inventory;
  return { roots, summary: summarize(inventory), gaps, notes };
}
