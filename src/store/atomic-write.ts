import {
  closeSync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writevSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { systemErrorCode } from "../util/errors.ts";
import { openTemporary } from "./temporary-file.ts";

/** Text, many small chunks, or blocks of which each is written before the next is asked for. */
export type Content = string | Iterable<Uint8Array>;

export interface WriteOptions {
  /** False for what may be lost in a power cut, but then is seen to be incomplete. */
  readonly flush?: boolean;
}

/** What tells a file from another that somebody puts in its place, and from one that somebody else wrote to. */
export interface WrittenFile {
  readonly size: number;
  readonly inode: number;
  readonly modified: number;
}

/**
 * Replaces a file so that a reader, and whoever comes after a crash, finds either the old content or the new one: the
 * text goes to a new file in the same folder, to the disk, and then takes the name. Two writers at once do not meet,
 * for each has a file of its own; the last one to finish wins. Missing folders are made. A link is followed.
 * Throws the system's error; the old file is then untouched.
 *
 * An interrupt ends the process only when the file is written; what is large is written by `writeInSteps`.
 */
export function writeAtomically(path: string, content: Content, options?: WriteOptions): WrittenFile {
  const steps = writing(path, content, options);
  let step = steps.next();
  while (!step.done) {
    try {
      if (step.value !== undefined) fsyncSync(step.value);
    } catch (error) {
      steps.throw(error);
    }
    step = steps.next();
  }
  return step.value;
}

/** The same, between the steps of which an interrupt ends the process at once. */
export async function writeInSteps(
  path: string,
  content: Content,
  options?: WriteOptions,
): Promise<WrittenFile> {
  const steps = writing(path, content, options);
  let step = steps.next();
  while (!step.done) {
    try {
      await (step.value === undefined ? nextTurn() : flushed(step.value));
    } catch (error) {
      steps.throw(error);
    }
    step = steps.next();
  }
  return step.value;
}

const flushed = promisify(fsync);
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Between the steps something else can be done; what a step gives is a file that has to be flushed then. Whatever is
 * thrown into it comes back when the new file is removed.
 */
function* writing(
  path: string,
  content: Content,
  { flush = true }: WriteOptions = {},
): Generator<number | undefined, WrittenFile> {
  mkdirSync(dirname(path), { recursive: true });
  const target = followLink(path);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before && !before.isFile()) throw noFile(before);
  const temporary = openTemporary(target, before);
  try {
    let written: WrittenFile;
    try {
      for (const block of blocksOf(content)) {
        writeAll(temporary.file, block);
        yield undefined;
      }
      if (flush) yield temporary.file;
      const { size, ino, mtimeMs } = fstatSync(temporary.file);
      written = { size, inode: ino, modified: mtimeMs };
    } finally {
      closeSync(temporary.file);
    }
    renameSync(temporary.path, target);
    if (flush) flushFolder(dirname(target));
    return written;
  } catch (error) {
    rmSync(temporary.path, { force: true });
    throw error;
  } finally {
    temporary.release();
  }
}

/** A device or a pipe that a file took the place of would be gone for all who use it. */
function noFile(stats: Stats): Error {
  const code = stats.isDirectory() ? "EISDIR" : "ENOTSUP";
  return Object.assign(new Error("it is a device, a pipe or a socket, not a file"), { code });
}

/** As many chunks as one call of the system takes at most. */
const CHUNKS_AT_ONCE = 1000;

function* blocksOf(content: Content): Generator<readonly Uint8Array[]> {
  if (typeof content === "string") yield [Buffer.from(content)];
  else if (!Array.isArray(content)) for (const block of content) yield [block];
  else
    for (let at = 0; at < content.length; at += CHUNKS_AT_ONCE) yield content.slice(at, at + CHUNKS_AT_ONCE);
}

/** Writes all chunks to an open file. Throws the system's error. */
export function writeAll(file: number, chunks: readonly Uint8Array[]): void {
  // Fewer bytes than asked for are written when the disk is nearly full, or a call is interrupted.
  let left = chunks;
  while (left.length > 0) left = unwritten(left, writevSync(file, left));
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
