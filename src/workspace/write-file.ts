import { accessSync, closeSync, constants, existsSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeInSteps } from "../store/atomic-write.ts";
import { AssetsError, systemErrorCode, systemErrorReason } from "../util/errors.ts";
import type { FilePath } from "./file-path.ts";

export interface WriteFileOptions {
  /** Create missing folders; off by default, because a missing folder usually means a wrong path. */
  readonly makeFolders?: boolean;
  /** Remedy for a failed write. */
  readonly hint?: string;
}

/**
 * Writes a file requested by the user atomically, because it may be one of their flows. Devices and pipes are written
 * directly. Throws an AssetsError (exit code 2) for a failed write.
 */
export async function writeFile(
  { path, shown }: FilePath,
  chunks: Iterable<string | Uint8Array>,
  options: WriteFileOptions = {},
): Promise<void> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFIFO()) return writeToReader(path, chunks);
    if (stats !== undefined && !stats.isFile()) return writeThrough(path, chunks);
    // A read-only file is kept, although a rename could replace it.
    if (stats !== undefined) accessSync(path, constants.W_OK);
    else if (!options.makeFolders && !existsSync(dirname(path))) return writeThrough(path, chunks);
    await writeInSteps(path, inBlocks(chunks));
  } catch (error) {
    if (error instanceof AssetsError) throw error;
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      hint: options.hint ?? "Check the path, the folder and its permissions.",
      cause: error,
    });
  }
}

/** Without a reader, opening a pipe would wait for one, possibly for ever. */
function writeToReader(path: string, chunks: Iterable<string | Uint8Array>): void {
  let attempt: number;
  try {
    attempt = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (systemErrorCode(error) !== "ENXIO") throw error;
    throw new Error("it is a pipe without a reader", { cause: error });
  }
  try {
    writeThrough(path, chunks);
  } finally {
    closeSync(attempt);
  }
}

/** Devices and pipes are written directly, because a rename would replace them. */
function writeThrough(path: string, chunks: Iterable<string | Uint8Array>): void {
  const file = openSync(path, "w");
  try {
    for (const block of inBlocks(chunks)) writeFileSync(file, block);
  } finally {
    closeSync(file);
  }
}

const BLOCK_BYTES = 1 << 18;

/** Small chunks are combined: one system call per line would take longer than their creation. */
function* inBlocks(chunks: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    parts.push(bytes);
    size += bytes.length;
    if (size < BLOCK_BYTES) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
