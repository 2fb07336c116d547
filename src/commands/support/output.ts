import { once } from "node:events";
import { closeSync, openSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeInSteps } from "../../store/atomic-write.ts";
import { AssetsError, systemErrorReason } from "../../util/errors.ts";
import { visible } from "../../util/escape-control-chars.ts";
import type { Program } from "./program.ts";

export type Chunks = Iterable<string | Uint8Array>;

/**
 * Writes a result piece by piece: to a file, which appears whole or not at all, or to stdout at the pace of its reader.
 *
 * @param file as the user named it; stdout when absent
 */
export async function writeOutput(program: Program, file: string | undefined, chunks: Chunks): Promise<void> {
  if (file !== undefined) return writeFile(resolve(program.folder, file), file, chunks);
  const { isTTY } = process.stdout;
  for (const chunk of chunks) {
    if (!process.stdout.write(isTTY ? forTerminal(chunk) : chunk)) await once(process.stdout, "drain");
  }
}

/** On a terminal, what files hold cannot move the cursor; a file or a pipe gets every byte as it is. */
function forTerminal(chunk: string | Uint8Array): string {
  const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
  return text
    .split(/(?<=\n)/)
    .map((line) => visible(line.replace(/\r?\n$/, "")) + (line.endsWith("\n") ? "\n" : ""))
    .join("");
}

/** Refuses to fill a terminal with bytes that are no text. */
export function refuseTerminal(file: string | undefined, what: string): void {
  if (file !== undefined || !process.stdout.isTTY) return;
  throw new AssetsError(`${what} is no text for a terminal`, {
    hint: "Name a file with --output, or send it on with > or |.",
  });
}

async function writeFile(path: string, shown: string, chunks: Chunks): Promise<void> {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.isFile()) await writeInSteps(path, inBlocks(chunks));
    else writeThrough(path, chunks);
  } catch (error) {
    if (error instanceof AssetsError) throw error;
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      cause: error,
      hint: "Name another file with --output.",
    });
  }
}

/** A device or a pipe is written to; nothing can take its place. */
function writeThrough(path: string, chunks: Chunks): void {
  const file = openSync(path, "w");
  try {
    for (const block of inBlocks(chunks)) writeFileSync(file, block);
  } finally {
    closeSync(file);
  }
}

const BLOCK_BYTES = 1 << 18;

/** Many chunks are a line each: one call of the system for each would take longer than making them. */
function* inBlocks(chunks: Chunks): Generator<Uint8Array> {
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
