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

/** Text, many small chunks, or blocks that are overwritten by the next one. */
export type Content = string | Iterable<Uint8Array>;

export interface WriteOptions {
  /** False for files that may be lost in a power cut, because incompleteness is detected later. */
  readonly flush?: boolean;
}

/** Identity of a file: detects replacements and changes by others. */
export interface WrittenFile {
  readonly size: number;
  readonly inode: number;
  readonly modified: number;
}

/**
 * Replaces a file atomically, also across a crash: the text is written to a new file in the same folder, flushed, and
 * renamed. Concurrent writers use separate files; the last one wins. Missing folders are created. Links are followed.
 * Throws the system's error; the old file is then unchanged. An interrupt ends the process only after the write;
 * `writeInSteps` is for large files.
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

/**
 * The same, but an interrupt ends the process between steps.
 *
 * @param meanwhile work of this thread during the flush
 */
export async function writeInSteps(
  path: string,
  content: Content,
  meanwhile: () => unknown = () => {},
): Promise<WrittenFile> {
  const steps = writing(path, content);
  let step = steps.next();
  while (!step.done) {
    try {
      if (step.value === undefined) await nextTurn();
      else await Promise.all([flushed(step.value), meanwhile()]);
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
 * Yields between steps; a yielded file must be flushed. An error thrown into it is rethrown after the new file is
 * removed.
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

/** Replacing a device or a pipe would remove it for all its users. */
function noFile(stats: Stats): Error {
  const code = stats.isDirectory() ? "EISDIR" : "ENOTSUP";
  return Object.assign(new Error("it is a device, a pipe or a socket, not a file"), { code });
}

/** Maximum number of chunks per system call. */
const CHUNKS_AT_ONCE = 1000;

function* blocksOf(content: Content): Generator<readonly Uint8Array[]> {
  if (typeof content === "string") yield [Buffer.from(content)];
  else if (!Array.isArray(content)) for (const block of content) yield [block];
  else
    for (let at = 0; at < content.length; at += CHUNKS_AT_ONCE) yield content.slice(at, at + CHUNKS_AT_ONCE);
}

/** Writes all chunks to an open file. Throws the system's error. */
function writeAll(file: number, chunks: readonly Uint8Array[]): void {
  // Fewer bytes are written on a nearly full disk, or after an interrupt.
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

/** Makes the rename durable, if the system can flush a folder (Windows cannot). */
function flushFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // The content is already durable; only the name may be late.
  }
}
