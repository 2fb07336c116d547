import type { Segment } from "./record-segment.ts";

/** Up to this number of lookups, scans cost less than an index. */
const MOST_SCANS = 16;

/** Finds rows of a segment by name and the start of an id. Fast in the order of the rows. */
export function rowFinder({ names, idOf }: Segment): (name: string, id: string) => number | undefined {
  let next = 0;
  let scans = 0;
  const firstOf = new Map<string, number>();
  /** The next row with the same name, or -1. */
  let following: Int32Array | undefined;
  const indexed = (): Int32Array => {
    const index = new Int32Array(names.length);
    for (let row = names.length - 1; row >= 0; row--) {
      const name = names[row] ?? "";
      index[row] = firstOf.get(name) ?? -1;
      firstOf.set(name, row);
    }
    return index;
  };
  const rowAfter = (row: number, name: string): number => {
    if (scans++ < MOST_SCANS) return names.indexOf(name, row + 1);
    following ??= indexed();
    return (row < 0 ? firstOf.get(name) : following[row]) ?? -1;
  };
  const isIt = (row: number, name: string, id: string): boolean =>
    names[row] === name && (id === "" || idOf(row).startsWith(id));
  return (name, id) => {
    if (isIt(next, name, id)) return next++;
    // The same row again, or the one after a row that is out of date.
    let row = isIt(next - 1, name, id) ? next - 1 : isIt(next + 1, name, id) ? next + 1 : rowAfter(-1, name);
    while (row >= 0 && !isIt(row, name, id)) row = rowAfter(row, name);
    if (row < 0) return undefined;
    next = row + 1;
    return row;
  };
}
