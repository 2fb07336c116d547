import { type ByteSource, type Rope, readBytes } from "./rope.ts";
import { changedStore } from "./store-error.ts";

/** One list of a store: one record per line, in order. */
export interface Lines {
  readonly source: ByteSource;
  /** Start of each line, and the end of the last one. */
  readonly starts: Uint32Array;
}

/** Text before a record, between two lines, and after the last one. */
const INDENT = "    ";
const SEPARATOR = ",\n";
const END = "\n";

export function countOf({ starts }: Lines): number {
  return starts.length - 1;
}

/** The record on a line. The list determines its type. */
export function recordAt<Item>(lines: Lines, at: number): Item {
  return recordsIn<Item>(lines, at, at + 1)[0] as Item;
}

/** The records on adjacent lines. */
export function recordsIn<Item>({ source, starts }: Lines, from: number, to: number): readonly Item[] {
  const text = readBytes(source, starts[from] ?? 0, starts[to] ?? 0).toString("utf8");
  try {
    return JSON.parse(`[${text.replace(/,?\n$/, "")}]`) as readonly Item[];
  } catch (error) {
    throw changedStore(error);
  }
}

/** Adjacent lines, without `to`. */
export interface LineRange {
  readonly lines: Lines;
  readonly from: number;
  readonly to: number;
}

/**
 * Adds a list to the text of a store.
 *
 * @returns where its lines begin there
 */
export function addList(rope: Rope, name: string, spans: readonly LineRange[]): Uint32Array {
  const count = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const starts = new Uint32Array(count + 1);
  rope.addText(`  "${name}": [${count === 0 ? "]" : END}`);
  let filled = 0;
  for (const { lines, from, to } of spans) {
    const start = lines.starts[from] ?? 0;
    const shift = rope.size() - start;
    for (let line = from; line < to; line++) starts[filled++] = (lines.starts[line] ?? 0) + shift;
    const isLast = to === countOf(lines);
    const end = (lines.starts[to] ?? start) - (isLast ? END : SEPARATOR).length;
    // The separator after a line is the next part of its source, except after the last one.
    const separated = filled < count;
    rope.add(lines.source, start, separated && !isLast ? end + SEPARATOR.length : end);
    if (separated && isLast) rope.addText(SEPARATOR);
  }
  if (count > 0) rope.addText(END);
  starts[count] = rope.size();
  if (count > 0) rope.addText("  ]");
  return starts;
}

/** Writes the lines of a list in order. */
export interface LineWriter {
  /** @param record as JSON */
  readonly write: (record: string) => void;
  readonly count: () => number;
  readonly finish: () => { readonly source: Uint8Array; readonly starts: Uint32Array };
}

/** Number of characters encoded at once. */
const CHUNK = 1 << 14;
/** A copy of this number of bytes costs more memory than the rest of the buffer. */
const LARGE = 1 << 20;

export function createLineWriter(): LineWriter {
  let bytes = Buffer.allocUnsafe(CHUNK * 2);
  let length = 0;
  const starts = [0];
  let chunk = "";
  let lengths: number[] = [];

  function flush(): void {
    // A UTF-16 code unit takes at most three bytes.
    const most = length + chunk.length * 3;
    if (most > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(most, bytes.length * 2));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    const written = bytes.write(chunk, length);
    const isAscii = written === chunk.length;
    let at = 0;
    for (const characters of lengths) {
      length += isAscii ? characters : Buffer.byteLength(chunk.slice(at, at + characters));
      at += characters;
      starts.push(length);
    }
    chunk = "";
    lengths = [];
  }

  return {
    write: (record) => {
      const line = INDENT + record + SEPARATOR;
      lengths.push(line.length);
      chunk += line;
      if (chunk.length >= CHUNK) flush();
    },
    count: () => starts.length - 1 + lengths.length,
    finish: () => {
      flush();
      if (length > 0) {
        // The last line has no separator.
        length -= SEPARATOR.length - END.length;
        bytes.write(END, length - END.length);
        starts[starts.length - 1] = length;
      }
      // Separate memory, which can be transferred to another thread. The unused part of a large buffer has no pages.
      const written = bytes.subarray(0, length);
      const source = length < LARGE ? new Uint8Array(written) : written;
      return { source, starts: Uint32Array.from(starts) };
    },
  };
}
