import { CERTAINTIES, type Certainty, type Gap, type GapKind } from "../model/model.ts";
import type { Summary } from "../model/summary.ts";
import type { FileTotals } from "./file-table.ts";
import { countOf } from "./lines.ts";
import { ASSET, type RecordTable } from "./record-table.ts";

/** The result of `summarize`, without access to the records of flows, assets and bundles. */
export function summarizeTable(table: RecordTable, files: FileTotals, gaps: readonly Gap[]): Summary {
  const byCertainty: Record<Certainty, number> = { exact: 0, default: 0, choice: 0, pattern: 0 };
  const numbers = { written: 0, perhapsWritten: 0, external: 0, patterns: 0 };
  for (const [flag, count] of countEach(table.assets.flags)) {
    byCertainty[CERTAINTIES[flag & ASSET.certainty] ?? "exact"] += count;
    if ((flag & ASSET.written) !== 0) numbers.written += count;
    else if ((flag & ASSET.external) !== 0) numbers.external += count;
    else numbers.perhapsWritten += count;
    if ((flag & ASSET.pattern) !== 0) numbers.patterns += count;
  }
  const byKind: Partial<Record<GapKind, number>> = {};
  for (const { kind } of gaps) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    files: files.counts,
    flows: countOf(table.lists.flows),
    tasks: files.tasks,
    declarations: files.declarations,
    touching: files.touching,
    inert: countOf(table.lists.inert),
    assets: { total: table.assets.flags.length, ...numbers, byCertainty },
    bundles: countOf(table.lists.bundles),
    edges: table.edges,
    gaps: { total: gaps.length, byKind },
  };
}

/** How often each byte occurs. Sorting takes less time than counting in code that is not compiled yet. */
function* countEach(bytes: Uint8Array): Generator<readonly [number, number]> {
  const sorted = bytes.slice().sort();
  for (let at = 0; at < sorted.length; ) {
    const byte = sorted[at] ?? 0;
    const end = sorted.lastIndexOf(byte) + 1;
    yield [byte, end - at];
    at = end;
  }
}
