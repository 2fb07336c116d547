import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writevSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { systemErrorCode } from "../errors.ts";

/**
 * Replaces a file so that a reader, and whoever comes after a crash, finds either the old content or the new one: the
 * text goes to a new file in the same folder, to the disk, and then takes the name. Two writers at once do not meet,
 * for each has a file of its own; the last one to finish wins. Missing folders are made. A link is followed.
 * Throws the system's error; the old file is then untouched.
 *
 * @param content text, many small chunks, or blocks of which each is written before the next is asked for
 * @returns what tells the new file from another that somebody puts in its place
 */
export function writeAtomically(
  path: string,
  content: string | Iterable<Uint8Array>,
  options: WriteOptions = {},
): WrittenFile {
  const { flush = true } = options;
  mkdirSync(dirname(path), { recursive: true });
  const target = followLink(path);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
  removeLeftovers(folder, basename(target));
  let written: WrittenFile;
  try {
    const file = openSync(temporary, "wx");
    try {
      if (typeof content === "string") writeFileSync(file, content);
      else if (Array.isArray(content)) writeChunks(file, content);
      else for (const block of content) writeChunks(file, [block]);
      if (flush) fsyncSync(file);
      const { size, ino } = fstatSync(file);
      written = { size, inode: ino };
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (flush) flushFolder(folder);
  return written;
}

export interface WrittenFile {
  readonly size: number;
  readonly inode: number;
}

/** A process that was killed in the middle of writing leaves its own file behind. Those of processes that live stay. */
function removeLeftovers(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith(".tmp")) continue;
    const writer = /^(\d+)-[0-9a-f]{12}\.tmp$/.exec(entry.slice(name.length + 2))?.[1];
    if (writer !== undefined && !isAlive(Number(writer))) rmSync(join(folder, entry), { force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}

interface WriteOptions {
  /** False for what may be lost in a power cut, but then is seen to be incomplete. */
  readonly flush?: boolean;
}

/** As many chunks as one call of the system takes at most. */
const CHUNKS_AT_ONCE = 1000;

function writeChunks(file: number, chunks: readonly Uint8Array[]): void {
  for (let at = 0; at < chunks.length; at += CHUNKS_AT_ONCE) {
    // Fewer bytes than asked for are written when the disk is nearly full, or a call is interrupted.
    let left: readonly Uint8Array[] = chunks.slice(at, at + CHUNKS_AT_ONCE);
    while (left.length > 0) left = unwritten(left, writevSync(file, left));
  }
}

function unwritten(chunks: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let left = written;
  let first = 0;
  while (first < chunks.length && left >= (chunks[first]?.length ?? 0)) left -= chunks[first++]?.length ?? 0;
  const [head, ...others] = chunks.slice(first);
  return head === undefined ? [] : [head.subarray(left), ...others];
}

function followLink(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return path;
    throw error;
  }
}

/** Makes the new name last through a power cut, where the system can flush a folder (Windows cannot). */
function flushFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // The content is safe already; only the name may be late.
  }
}
