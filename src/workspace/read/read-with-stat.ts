import { closeSync, fstatSync, openSync } from "node:fs";
import { type FileStat, toFileStat } from "../../cache/file-stat.ts";
import { readWhole } from "../../store/rope.ts";

export interface BytesWithStat {
  readonly stat: FileStat;
  /** Overwritten by the next file that is read. */
  readonly bytes: Uint8Array;
}

/** Most files are smaller. */
const BUFFER_BYTES = 1 << 16;

/**
 * Reads files together with the stat that they had before: a change during the read shows by the stat.
 *
 * @param mostBytes of larger files nothing is read
 * @returns reads one file; undefined when it cannot be read, or is larger
 */
export function createFileReader(mostBytes: number): (path: string) => BytesWithStat | undefined {
  let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(path, "r");
      const stats = fstatSync(file);
      if (!stats.isFile() || stats.size > mostBytes) return undefined;
      if (stats.size > buffer.length) buffer = Buffer.allocUnsafe(stats.size);
      const length = readWhole(file, buffer, 0, stats.size, 0);
      return { stat: toFileStat(stats), bytes: buffer.subarray(0, length) };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}
