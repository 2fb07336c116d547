import { closeSync, fstatSync, openSync } from "node:fs";
import { type FileStat, toFileStat } from "../../cache/file-stat.ts";
import { readWhole } from "../../store/rope.ts";
import { contentIdAfterHeader, HEADER_BYTES } from "../../util/content-id.ts";

export interface ReadFile {
  readonly stat: FileStat;
  /** See `contentIdOf`. */
  readonly contentId: string;
  /** Overwritten by the next read. */
  readonly bytes: Uint8Array;
}

/** Larger than most files. */
const BUFFER_BYTES = 1 << 16;

/**
 * Reads files and hashes their content, with the stat from before the read, so that the stat reveals a change during
 * the read.
 *
 * @param mostBytes larger files are not read
 * @returns reads one file; undefined for an unreadable or larger one
 */
export function createFileReader(mostBytes: number): (path: string) => ReadFile | undefined {
  let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(path, "r");
      const stats = fstatSync(file);
      if (!stats.isFile() || stats.size > mostBytes) return undefined;
      if (HEADER_BYTES + stats.size > buffer.length) buffer = Buffer.allocUnsafe(HEADER_BYTES + stats.size);
      const length = readWhole(file, buffer, HEADER_BYTES, stats.size, 0);
      const contentId = contentIdAfterHeader(buffer, length);
      return {
        ...{ stat: toFileStat(stats), contentId },
        bytes: buffer.subarray(HEADER_BYTES, HEADER_BYTES + length),
      };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}
