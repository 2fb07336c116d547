import type { Problem } from "../flows/problem.ts";
import type { Gap } from "../model/model.ts";
import type { Summary } from "../model/summary.ts";
import { summarizeTable } from "../store/summarize-table.ts";
import type { UpdatedStore } from "../store/update-store.ts";

/** The result of a scan for its user. */
export interface ScanReport {
  readonly roots: readonly string[];
  readonly summary: Summary;
  readonly gaps: readonly Gap[];
  /** Text with a possibly unexpected meaning. */
  readonly notes: readonly Problem[];
}

export function reportOf({ head, totals, text, table }: UpdatedStore): ScanReport {
  const { starts } = table.lists.gaps;
  const blocks = Array.from(text.blocks(starts[0], starts.at(-1)), (block) => Buffer.from(block));
  const gaps = JSON.parse(`[${Buffer.concat(blocks).toString("utf8")}]`) as readonly Gap[];
  return {
    roots: head.roots,
    summary: summarizeTable(table, totals, gaps),
    gaps,
    notes: totals.notes,
  };
}
