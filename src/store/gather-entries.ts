import type { RecordSpan } from "./merge-lists.ts";
import { copyRenumbered, type NewNumbers } from "./new-numbers.ts";
import type { EntryColumns, Records } from "./record-table.ts";

/** The new numbers of the assets and claims of a table. */
export interface Renumbered {
  readonly assets: NewNumbers;
  readonly claims: NewNumbers;
}

/** The entries on one side of all bundles, with new numbers. */
export function gatherEntries(
  bundles: readonly RecordSpan[],
  side: "inputs" | "outputs",
  numbersOf: (records: Records) => Renumbered,
): EntryColumns {
  let [rows, entries] = [0, 0];
  for (const { of, from, to } of bundles) {
    rows += to - from;
    entries += (of[side].offsets[to] ?? 0) - (of[side].offsets[from] ?? 0);
  }
  const gathered = {
    offsets: new Uint32Array(rows + 1),
    targets: new Uint32Array(entries),
    certainties: new Uint8Array(entries),
    claims: new Uint32Array(entries),
  };
  let [row, at] = [0, 0];
  for (const { of, from, to } of bundles) {
    const { offsets, targets, certainties, claims } = of[side];
    const numbers = numbersOf(of);
    const [first, end] = [offsets[from] ?? 0, offsets[to] ?? 0];
    const shift = at - first;
    for (let bundle = from + 1; bundle <= to; bundle++)
      gathered.offsets[++row] = (offsets[bundle] ?? 0) + shift;
    gathered.certainties.set(certainties.subarray(first, end), at);
    copyRenumbered(targets, [first, end], numbers.assets, gathered.targets, at);
    copyRenumbered(claims, [first, end], numbers.claims, gathered.claims, at);
    at += end - first;
  }
  return gathered;
}

/** For each bundle the number of its declaration, shared by its adjacent cases. */
export function gatherDeclarations(bundles: readonly RecordSpan[], count: number): Uint32Array {
  const declarationOf = new Uint32Array(count);
  let now = 0;
  for (const { of, from, to } of bundles) {
    for (let bundle = from; bundle < to; bundle++, now++)
      declarationOf[now] = of.declarationOf[bundle] === bundle ? now : (declarationOf[now - 1] ?? 0);
  }
  return declarationOf;
}

/** For each record of a list its file, with new numbers. */
export function gatherFiles(
  spans: readonly RecordSpan[],
  count: number,
  numbersOf: (records: Records) => NewNumbers,
): Uint32Array {
  const files = new Uint32Array(count);
  let now = 0;
  for (const { of, lines, from, to } of spans) {
    copyRenumbered(lines.files, [from, to], numbersOf(of), files, now);
    now += to - from;
  }
  return files;
}
