import { accessSync, closeSync, constants, existsSync, openSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { writeInSteps } from "../store/atomic-write.ts";
import { AssetsError, systemErrorReason } from "../util/errors.ts";
import type { FilePath } from "./file-path.ts";

export interface WriteFileOptions {
  /** Make missing folders, which are otherwise more often a mistake than wanted. */
  readonly makeFolders?: boolean;
  /** The way out when it cannot be written. */
  readonly hint?: string;
}

/**
 * Writes a file that the user asked for, whole or not at all: it can be one of their flows. A device or a pipe is
 * written to. Throws an AssetsError (exit code 2) where it cannot be written.
 */
export async function writeFile(
  { path, shown }: FilePath,
  chunks: Iterable<string | Uint8Array>,
  options: WriteFileOptions = {},
): Promise<void> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile()) return writeThrough(path, chunks);
    // A file that is read-only stays as it is, though another could take its place.
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

/** A device or a pipe is written to; nothing can take its place. */
function writeThrough(path: string, chunks: Iterable<string | Uint8Array>): void {
  const file = openSync(path, "w");
  try {
    for (const block of inBlocks(chunks)) writeFileSync(file, block);
  } finally {
    closeSync(file);
  }
}

const BLOCK_BYTES = 1 << 18;

/** Many chunks are a line each: one call of the system for each would take longer than making them. */
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
