import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AssetsError, systemErrorReason } from "../../errors.ts";
import { visible } from "../../report/visible.ts";
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
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, "wx");
    try {
      for (const chunk of chunks) await file.write(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    if (error instanceof AssetsError) throw error;
    throw new AssetsError(`"${shown}" cannot be written: ${systemErrorReason(error)}`, {
      cause: error,
      hint: "Name another file with --output.",
    });
  }
}
