import { closeSync, fstatSync, openSync } from "node:fs";
import { readWhole } from "../rope.ts";
import { type Stamp, stampOf } from "./stamp.ts";

export interface StampedBytes {
  readonly stamp: Stamp;
  /** Overwritten by the next file that is read. */
  readonly bytes: Uint8Array;
}

/** Most files are smaller. */
const BUFFER_BYTES = 1 << 16;

/**
 * Reads files together with the stamp that they had before: what changes while it is read shows by the stamp.
 *
 * @param mostBytes of larger files nothing is read
 * @returns reads one file; undefined when it cannot be read, or is larger
 */
export function createStampedReader(mostBytes: number): (path: string) => StampedBytes | undefined {
  let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(path, "r");
      const stats = fstatSync(file);
      if (!stats.isFile() || stats.size > mostBytes) return undefined;
      if (stats.size > buffer.length) buffer = Buffer.allocUnsafe(stats.size);
      const length = readWhole(file, buffer, 0, stats.size, 0);
      return { stamp: stampOf(stats), bytes: buffer.subarray(0, length) };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}
