import { SEPARATOR } from "../packed/line-writer.ts";
import type { ByteSource, Pieces } from "./pieces.ts";

/** Adds the records of one list to a store, and notes where their lines begin. */
export interface ListLines {
  /** Neighbouring lines from `first` up to but without `end`, given where each begins (`starts`), or where each ends. */
  readonly addOld: (source: ByteSource, starts: Uint32Array, first: number, end: number) => void;
  readonly addFresh: (source: ByteSource, ends: Uint32Array, first: number, end: number) => void;
  /** Where each line begins, and one more for where the next would be. */
  readonly finish: () => Uint32Array;
}

const separator = Buffer.from(SEPARATOR);
const lineBreak = Buffer.from("\n");

/** @param count how many records there will be */
export function listLines(pieces: Pieces, name: string, count: number): ListLines {
  add(pieces, `  "${name}": [${count === 0 ? "]" : "\n"}`);
  const starts = new Uint32Array(count + 1);
  let filled = 0;
  /** @param contentEnd without the separator behind the last line */
  const addContent = (source: ByteSource, from: number, contentEnd: number): number => {
    // A separator stands between neighbours in the source as well: joined, they are one piece.
    const joined = filled > 0 && pieces.extend(source, from, contentEnd, separator.length);
    if (!joined) {
      if (filled > 0) pieces.add(separator, 0, separator.length);
      pieces.add(source, from, contentEnd);
    }
    return pieces.size() - (contentEnd - from);
  };
  return {
    addOld: (source, from, first, end) => {
      if (first === end) return;
      const start = from[first] ?? 0;
      const behind = end === from.length - 1 ? lineBreak.length : separator.length;
      const shift = addContent(source, start, (from[end] ?? 0) - behind) - start;
      for (let line = first; line < end; line++) starts[filled++] = (from[line] ?? 0) + shift;
    },
    addFresh: (source, ends, first, end) => {
      if (first === end) return;
      const start = first === 0 ? 0 : (ends[first - 1] ?? 0);
      const shift = addContent(source, start, (ends[end - 1] ?? 0) - separator.length) - start;
      starts[filled++] = start + shift;
      for (let line = first; line < end - 1; line++) starts[filled++] = (ends[line] ?? 0) + shift;
    },
    finish: () => {
      if (filled !== count) throw new RangeError(`the list "${name}" has ${filled} of ${count} records`);
      if (count > 0) pieces.add(lineBreak, 0, lineBreak.length);
      starts[count] = pieces.size();
      if (count > 0) add(pieces, "  ]");
      return starts;
    },
  };
}

export function add(pieces: Pieces, text: string): void {
  const bytes = Buffer.from(text);
  pieces.add(bytes, 0, bytes.length);
}
