import { readWhole } from "../store/rope.ts";

const FIRST_WINDOW = 64 * 1024;
const LARGEST_WINDOW = 8 * 1024 * 1024;

/**
 * Reads parts of an open file. Sequential reads grow.
 *
 * @param end of the file
 * @returns the bytes, valid until the next call. Throws the system's error.
 */
export function bodyReader(file: number, end: number): (from: number, length: number) => Uint8Array {
  let buffer = Buffer.alloc(0);
  let start = 0;
  let filled = 0;
  let ahead = 0;
  return (from, length) => {
    if (from < start || from + length > start + filled) {
      const isNext = from >= start && from <= start + filled + FIRST_WINDOW;
      ahead = isNext ? Math.min(Math.max(ahead * 2, FIRST_WINDOW), LARGEST_WINDOW) : 0;
      const wanted = Math.min(Math.max(length, ahead), end - from);
      if (wanted > buffer.length) buffer = Buffer.allocUnsafeSlow(wanted);
      start = from;
      filled = readWhole(file, buffer, 0, wanted, from);
    }
    return buffer.subarray(from - start, Math.min(from - start + length, filled));
  };
}
