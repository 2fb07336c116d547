import { type BundleEntry, CERTAINTIES } from "./model.ts";

/**
 * A bipartite relation in compressed rows: the targets of row `r` are `targets[offsets[r]]` up to `targets[offsets[r +
 * 1]]`, exclusive. Flat arrays, because a graph of 100,000 assets is walked from a cold start.
 */
export interface Incidence {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** For each target the certainty of that entry, as its index in CERTAINTIES (0 is the strongest). */
  readonly certainties: Uint8Array;
}

/** One target of a row. */
export interface RowEntry {
  readonly target: number;
  readonly certainty: number;
}

export function incidenceOf(rows: readonly (readonly RowEntry[])[]): Incidence {
  return fillRows(
    rows,
    ({ target }) => target,
    ({ certainty }) => certainty,
  );
}

/** One side of all bundles, given the node of an id. */
export function sideOf(rows: readonly (readonly BundleEntry[])[], nodeOf: (id: string) => number): Incidence {
  return fillRows(
    rows,
    ({ id }) => nodeOf(id),
    ({ certainty }) => CERTAINTIES.indexOf(certainty),
  );
}

function fillRows<Entry>(
  rows: readonly (readonly Entry[])[],
  targetOf: (entry: Entry) => number,
  certaintyOf: (entry: Entry) => number,
): Incidence {
  const size = rows.reduce((sum, row) => sum + row.length, 0);
  const offsets = new Uint32Array(rows.length + 1);
  const targets = new Uint32Array(size);
  const certainties = new Uint8Array(size);
  let at = 0;
  for (const [index, row] of rows.entries()) {
    for (const entry of row) {
      targets[at] = targetOf(entry);
      certainties[at] = certaintyOf(entry);
      at++;
    }
    offsets[index + 1] = at;
  }
  return { offsets, targets, certainties };
}

/** The transposed relation. */
export interface Transposed extends Incidence {
  /** The entry of the first relation for each target. */
  readonly entries: Uint32Array;
}

/** Transposes a relation. Rows are in ascending order of their new targets. */
export function transpose(relation: Incidence, rowCount: number): Transposed {
  const offsets = countRows(relation.targets, rowCount);
  const next = offsets.slice();
  const targets = new Uint32Array(relation.targets.length);
  const entries = new Uint32Array(relation.targets.length);
  const certainties = new Uint8Array(relation.targets.length);
  for (let row = 0; row + 1 < relation.offsets.length; row++) {
    const end = relation.offsets[row + 1] ?? 0;
    for (let entry = relation.offsets[row] ?? 0; entry < end; entry++) {
      const target = relation.targets[entry] ?? 0;
      const at = next[target] ?? 0;
      next[target] = at + 1;
      targets[at] = row;
      entries[at] = entry;
      certainties[at] = relation.certainties[entry] ?? 0;
    }
  }
  return { offsets, targets, entries, certainties };
}

function countRows(targets: Uint32Array, rowCount: number): Uint32Array {
  const offsets = new Uint32Array(rowCount + 1);
  for (let at = 0; at < targets.length; at++) {
    const next = (targets[at] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 0; row <= rowCount; row++) {
    sum += offsets[row] ?? 0;
    offsets[row] = sum;
  }
  return offsets;
}

/** Calls back for each target of a row, with the certainty of that entry. */
export function forEachTarget(
  relation: Incidence,
  row: number,
  visit: (target: number, certainty: number) => void,
): void {
  const end = relation.offsets[row + 1] ?? 0;
  for (let at = relation.offsets[row] ?? 0; at < end; at++) {
    visit(relation.targets[at] ?? 0, relation.certainties[at] ?? 0);
  }
}

/** The distinct targets of a row, ascending. */
export function targetsOf(relation: Incidence, row: number): number[] {
  const from = relation.offsets[row] ?? 0;
  const end = relation.offsets[row + 1] ?? 0;
  if (end - from === 1) return [relation.targets[from] ?? 0];
  return [...new Set(relation.targets.subarray(from, end))].sort((a, b) => a - b);
}

/** The targets of a row with their certainties, in the order of the row. */
export function rowEntries(relation: Incidence, row: number): RowEntry[] {
  const entries: RowEntry[] = [];
  forEachTarget(relation, row, (target, certainty) => entries.push({ target, certainty }));
  return entries;
}
