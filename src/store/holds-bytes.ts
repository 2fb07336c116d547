import { closeSync } from "node:fs";
import { type OpenFile, openRegular } from "../files/regular-file.ts";
import type { WrittenFile } from "./atomic-write.ts";
import { readWhole } from "./rope.ts";

/**
 * Whether a file already contains exactly these bytes.
 *
 * @param size of all blocks; each is compared before the next is read
 * @returns identity of the file; undefined for other contents or an unreadable file
 */
export function holdsBytes(
  path: string,
  size: number,
  blocks: Iterable<Uint8Array>,
): WrittenFile | undefined {
  let open: OpenFile;
  try {
    open = openRegular(path);
  } catch {
    return undefined;
  }
  const { file, stats } = open;
  try {
    if (stats.size !== size) return undefined;
    let at = 0;
    let held = Buffer.alloc(0);
    for (const block of blocks) {
      if (held.length < block.length) held = Buffer.allocUnsafe(block.length);
      const length = readWhole(file, held, 0, block.length, at);
      if (held.compare(block, 0, block.length, 0, length) !== 0) return undefined;
      at += length;
    }
    return { size, inode: stats.ino, modified: stats.mtimeMs };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}
