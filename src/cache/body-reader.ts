import { readSync } from "node:fs";

const FIRST_WINDOW = 64 * 1024;
const LARGEST_WINDOW = 8 * 1024 * 1024;

/**
 * Reads parts of an open file. Sequential reads grow.
 *
 * @param end of the readable part
 * @returns the bytes, valid until the next call; undefined if unreadable
 */
export function createBodyReader(
  file: number,
  end: number,
): (from: number, length: number) => Uint8Array | undefined {
  let buffer = Buffer.alloc(0);
  let start = 0;
  let filled = 0;
  let ahead = 0;
  return (from, length) => {
    if (from + length > end) return undefined;
    if (from < start || from + length > start + filled) {
      const isNext = from >= start && from <= start + filled + FIRST_WINDOW;
      ahead = isNext ? Math.min(Math.max(ahead * 2, FIRST_WINDOW), LARGEST_WINDOW) : 0;
      const wanted = Math.min(Math.max(length, ahead), end - from);
      if (wanted > buffer.length) buffer = Buffer.allocUnsafeSlow(wanted);
      start = from;
      filled = readFully(file, buffer, wanted, from);
      if (filled < length) return undefined;
    }
    return buffer.subarray(from - start, from - start + length);
  };
}

/**
 * @returns number of bytes read
 */
function readFully(file: number, into: Buffer, length: number, from: number): number {
  let read = 0;
  try {
    while (read < length) {
      const more = readSync(file, into, read, length - read, from + read);
      if (more === 0) break;
      read += more;
    }
  } catch {
    return read;
  }
  return read;
}
