import { closeSync, fstatSync, type Stats } from "node:fs";
import { type OpenFile, openRegular } from "../files/regular-file.ts";
import type { WrittenFile } from "./atomic-write.ts";
import { type ByteSource, type Rope, readWhole } from "./rope.ts";

/**
 * Whether a file already contains exactly this text. Pieces of the file itself are not compared.
 *
 * @returns identity of the file; undefined for other contents or an unreadable file
 */
export function holdsText(path: string, text: Rope): WrittenFile | undefined {
  let open: OpenFile;
  try {
    open = openRegular(path);
  } catch {
    return undefined;
  }
  const { file, stats } = open;
  try {
    if (stats.size !== text.size()) return undefined;
    let held = Buffer.alloc(0);
    for (const { from, to } of text.partsOutside((source) => isFile(source, stats))) {
      let at = from;
      for (const block of text.blocks(from, to)) {
        if (held.length < block.length) held = Buffer.allocUnsafe(block.length);
        const length = readWhole(file, held, 0, block.length, at);
        if (held.compare(block, 0, block.length, 0, length) !== 0) return undefined;
        at += length;
      }
    }
    return { size: stats.size, inode: stats.ino, modified: stats.mtimeMs };
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

function isFile(source: ByteSource, { dev, ino }: Stats): boolean {
  if (source instanceof Uint8Array) return false;
  const own = fstatSync(source.file);
  return own.dev === dev && own.ino === ino;
}
