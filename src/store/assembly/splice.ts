import type { Run } from "./interleave.ts";
import type { TextList } from "./text-list.ts";

/** How many items the runs have in all. */
function lengthOf(runs: readonly Run[]): number {
  let length = 0;
  for (const { from, to } of runs) length += to - from;
  return length;
}

/** Texts in the order of the runs. */
export function spliceTexts(old: TextList, runs: readonly Run[], fresh: (index: number) => string): TextList {
  const starts = new Uint32Array(lengthOf(runs) + 1);
  const parts: Uint8Array[] = [];
  let at = 0;
  let filled = 0;
  for (const run of runs) {
    if (run.fresh) {
      const texts: string[] = [];
      for (let index = run.from; index < run.to; index++) {
        const text = fresh(index);
        texts.push(text);
        starts[filled++] = at;
        at += Buffer.byteLength(text);
      }
      parts.push(Buffer.from(texts.join("")));
    } else {
      const first = old.starts[run.from] ?? 0;
      const shift = at - first;
      for (let index = run.from; index < run.to; index++) starts[filled++] = (old.starts[index] ?? 0) + shift;
      const end = old.starts[run.to] ?? first;
      parts.push(old.bytes.subarray(first, end));
      at = end + shift;
    }
  }
  starts[filled] = at;
  const [only] = parts;
  return { bytes: parts.length === 1 && only ? only : Buffer.concat(parts), starts };
}

/** Sums of counts in the order of the runs: where each item's own records begin, and one more for the end. */
export function spliceOffsets(
  old: Uint32Array,
  runs: readonly Run[],
  fresh: (index: number) => number,
): Uint32Array {
  const offsets = new Uint32Array(lengthOf(runs) + 1);
  let filled = 0;
  let at = 0;
  for (const run of runs) {
    const shift = at - (old[run.from] ?? 0);
    for (let index = run.from; index < run.to; index++) {
      offsets[filled++] = at;
      at = run.fresh ? at + fresh(index) : (old[index + 1] ?? 0) + shift;
    }
  }
  offsets[filled] = at;
  return offsets;
}
