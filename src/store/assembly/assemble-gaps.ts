import type { FreshGaps } from "./fresh-flows.ts";
import { interleave } from "./interleave.ts";
import { listLines } from "./list-lines.ts";
import type { ByteSource, Pieces } from "./pieces.ts";
import type { StoreState } from "./store-state.ts";

export interface OldGaps {
  readonly state: StoreState["gaps"];
  readonly lines: Uint32Array;
  readonly source: ByteSource;
  /** As the file at this position was shown. */
  readonly nameOf: (file: number) => string;
}

export interface AssembledGaps {
  readonly state: StoreState["gaps"];
  readonly lines: Uint32Array;
}

/** Adds the list of gaps: file by file, in the order of their names. */
export function addGaps(
  pieces: Pieces,
  old: OldGaps,
  kept: Int32Array,
  fresh: readonly FreshGaps[],
): AssembledGaps {
  const firsts = firstOfEach(old.state.files);
  const fileOf = (each: number): number => old.state.files[firsts[each] ?? 0] ?? 0;
  const count = firsts.length - 1;
  const gone = Array.from({ length: count }, (_, each) => each).filter(
    (each) => (kept[fileOf(each)] ?? -1) < 0,
  );
  const runs = interleave(
    count,
    gone,
    fresh.length,
    (each, at) => old.nameOf(fileOf(each)) < (fresh[at]?.name ?? ""),
  );
  let total = 0;
  for (const run of runs) {
    if (!run.fresh) total += (firsts[run.to] ?? 0) - (firsts[run.from] ?? 0);
    else for (const gaps of fresh.slice(run.from, run.to)) total += gaps.count;
  }
  const lines = listLines(pieces, "gaps", total);
  const files = new Uint32Array(total);
  const kinds = new Uint8Array(total);
  let filled = 0;
  for (const run of runs) {
    if (run.fresh) {
      for (const { from, first, count, file, gap } of fresh.slice(run.from, run.to)) {
        lines.addFresh(from.text, from.lineEnds, first, first + count);
        files.fill(file, filled, filled + count);
        kinds.set(from.gapKinds.subarray(gap, gap + count), filled);
        filled += count;
      }
    } else {
      const [first, end] = [firsts[run.from] ?? 0, firsts[run.to] ?? 0];
      lines.addOld(old.source, old.lines, first, end);
      kinds.set(old.state.kinds.subarray(first, end), filled);
      for (let gap = first; gap < end; gap++) files[filled++] = kept[old.state.files[gap] ?? 0] ?? 0;
    }
  }
  return { state: { files, kinds }, lines: lines.finish() };
}

/** Where the gaps of each file begin, and one more for the end. */
function firstOfEach(files: Uint32Array): number[] {
  const firsts: number[] = [];
  for (const [gap, file] of files.entries()) if (gap === 0 || file !== files[gap - 1]) firsts.push(gap);
  firsts.push(files.length);
  return firsts;
}
