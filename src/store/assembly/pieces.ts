import { readSync } from "node:fs";

/** Where bytes of a store come from: memory, or an older store that is open for reading. */
export type ByteSource = Uint8Array | { readonly file: number };

/** The bytes of a store, put together from pieces of other sources without copying them before they are written. */
export interface Pieces {
  readonly add: (source: ByteSource, from: number, to: number) => void;
  /**
   * Adds bytes together with the `gap` bytes before them, when these follow in the source what was added last.
   *
   * @returns whether they do
   */
  readonly extend: (source: ByteSource, from: number, to: number, gap: number) => boolean;
  readonly size: () => number;
  /** All bytes from `from` to `to`, in blocks that are overwritten as soon as the next one is asked for. */
  readonly blocks: (from?: number, to?: number) => Generator<Uint8Array>;
}

const BLOCK_BYTES = 1 << 20;

export function createPieces(): Pieces {
  const sources: ByteSource[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let size = 0;

  function* blocks(first = 0, last = size): Generator<Uint8Array> {
    const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, Math.max(last - first, 0)));
    let filled = 0;
    let before = 0;
    for (let index = 0; index < sources.length && before < last; index++) {
      const start = starts[index] ?? 0;
      const length = (ends[index] ?? 0) - start;
      let at = start + Math.max(first - before, 0);
      const end = start + Math.min(length, last - before);
      before += length;
      while (at < end) {
        const part = Math.min(end - at, block.length - filled);
        copy(sources[index], at, part, block, filled);
        at += part;
        filled += part;
        if (filled < block.length) continue;
        yield block;
        filled = 0;
      }
    }
    if (filled > 0) yield block.subarray(0, filled);
  }

  return {
    add: (source, from, to) => {
      size += to - from;
      sources.push(source);
      starts.push(from);
      ends.push(to);
    },
    extend: (source, from, to, gap) => {
      const last = sources.length - 1;
      if (sources[last] !== source || ends[last] !== from - gap) return false;
      ends[last] = to;
      size += to - from + gap;
      return true;
    },
    size: () => size,
    blocks,
  };
}

function copy(source: ByteSource | undefined, from: number, length: number, into: Buffer, at: number): void {
  if (source instanceof Uint8Array) into.set(source.subarray(from, from + length), at);
  else if (source !== undefined && readWhole(source.file, into, at, length, from) < length)
    throw new RangeError("the older store is shorter than it was");
}

/** Reads as many bytes as there are: one call of the system may read fewer. */
export function readWhole(file: number, into: Uint8Array, at: number, length: number, from: number): number {
  let done = 0;
  while (done < length) {
    const read = readSync(file, into, at + done, length - done, from + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

/** Some bytes of a source. */
export function readBytes(source: ByteSource, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from);
  copy(source, from, to - from, bytes, 0);
  return bytes;
}
