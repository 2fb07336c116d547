import type { RecordSpan } from "./merge-lists.ts";
import type { EntryColumns, Records } from "./record-table.ts";

/** The new numbers of the assets and claims of a table. */
export interface Renumbered {
  readonly assets: Uint32Array;
  readonly claims: Uint32Array;
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
    for (let entry = first; entry < end; entry++, at++) {
      gathered.targets[at] = numbers.assets[targets[entry] ?? 0] ?? 0;
      gathered.claims[at] = numbers.claims[claims[entry] ?? 0] ?? 0;
    }
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
  numbersOf: (records: Records) => Int32Array | Uint32Array,
): Uint32Array {
  const files = new Uint32Array(count);
  let now = 0;
  for (const { of, lines, from, to } of spans) {
    const numbers = numbersOf(of);
    for (let record = from; record < to; record++) files[now++] = numbers[lines.files[record] ?? 0] ?? 0;
  }
  return files;
}
