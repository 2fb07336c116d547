import { readSync } from "node:fs";
import { changedStore } from "./store-error.ts";

/** A source of bytes: memory or an open file. */
export type ByteSource = Uint8Array | { readonly file: number };

/** A long text of pieces from other sources, copied only on output. */
export interface Rope {
  readonly add: (source: ByteSource, from: number, to: number) => void;
  readonly addText: (text: string) => void;
  readonly size: () => number;
  /** The bytes from `from` to `to`, in blocks that are overwritten by the next read. */
  readonly blocks: (from?: number, to?: number) => Generator<Uint8Array>;
  /**
   * The parts of the text that differ from a file, as far as that is known without reading: everything except pieces of
   * the file at their own position there. Nearby parts are joined.
   *
   * @param isFile whether a source is that file
   */
  readonly partsOutside: (isFile: (source: ByteSource) => boolean) => readonly TextPart[];
}

export interface TextPart {
  readonly from: number;
  readonly to: number;
}

const BLOCK_BYTES = 1 << 20;

export function createRope(): Rope {
  const sources: ByteSource[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let size = 0;

  function add(source: ByteSource, from: number, to: number): void {
    size += to - from;
    sources.push(source);
    starts.push(from);
    ends.push(to);
  }

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
    add,
    addText: (text) => {
      const bytes = Buffer.from(text);
      add(bytes, 0, bytes.length);
    },
    size: () => size,
    blocks,
    partsOutside: (isFile) => {
      const parts: { from: number; to: number }[] = [];
      let from = 0;
      for (const [index, source] of sources.entries()) {
        const start = starts[index] ?? 0;
        const to = from + (ends[index] ?? 0) - start;
        if (start !== from || !isFile(source)) {
          const last = parts.at(-1);
          if (last !== undefined && from - last.to < BLOCK_BYTES) last.to = to;
          else parts.push({ from, to });
        }
        from = to;
      }
      return parts;
    },
  };
}

function copy(source: ByteSource | undefined, from: number, length: number, into: Buffer, at: number): void {
  if (source instanceof Uint8Array) into.set(source.subarray(from, from + length), at);
  else if (source !== undefined && readWhole(source.file, into, at, length, from) < length)
    throw changedStore();
}

/** Reads until the buffer is full or the file ends: one system call may read less. */
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
  if (source instanceof Uint8Array)
    return Buffer.from(source.buffer, source.byteOffset + from, Math.max(to - from, 0));
  const bytes = Buffer.allocUnsafe(to - from);
  copy(source, from, to - from, bytes, 0);
  return bytes;
}
