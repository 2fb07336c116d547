import { lowerBound } from "./text-list.ts";

/** Neighbours in a new order: the old items, or the fresh ones, from `from` up to but without `to`. */
export interface Run {
  readonly fresh: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * Puts fresh items among old ones that stay, so that old items that follow each other still do.
 *
 * @param gone positions of old items that go, ascending
 * @param isBefore whether an old item (also one that goes) stands before a fresh one; both are in order
 */
export function interleave(
  old: number,
  gone: readonly number[],
  fresh: number,
  isBefore: (old: number, fresh: number) => boolean,
): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let nextGone = 0;
  const addOldUntil = (end: number): void => {
    while (at < end) {
      const stop = Math.min(end, gone[nextGone] ?? end);
      if (stop > at) runs.push({ fresh: false, from: at, to: stop });
      at = stop;
      if (at === gone[nextGone] && at < end) {
        at++;
        nextGone++;
      }
    }
  };
  let first = 0;
  while (first < fresh) {
    const position = lowerBound(old, (index) => isBefore(index, first), at);
    addOldUntil(position);
    // Those that have no old item between them stay together.
    let end = first + 1;
    while (end < fresh && (position === old || !isBefore(position, end))) end++;
    runs.push({ fresh: true, from: first, to: end });
    first = end;
  }
  addOldUntil(old);
  return runs;
}
