import { once } from "node:events";
import { resolve } from "node:path";
import type { Chunks, CommandWriteOptions } from "../commands/context.ts";
import { AssetsError } from "../util/errors.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";
import { checkLink } from "../workspace/check-paths.ts";
import { writeFile } from "../workspace/write-file.ts";

/**
 * Writes a result in chunks: atomically to a file, or to stdout with backpressure.
 *
 * @param file relative to the folder; stdout when absent
 */
export async function writeOutput(
  folder: string,
  file: string | undefined,
  chunks: Chunks,
  {
    binary,
    followLinks = false,
    makeFolders = true,
  }: CommandWriteOptions & { readonly followLinks?: boolean } = {},
): Promise<void> {
  if (file !== undefined) {
    const target = { path: resolve(folder, file), shown: file };
    // The author of the repository may have guessed the name.
    checkLink(folder, target, followLinks);
    return writeFile(target, chunks, {
      makeFolders,
      ...(makeFolders && { hint: "Choose another file with --output." }),
    });
  }
  const { stdout } = process;
  if (binary !== undefined && stdout.isTTY) {
    throw new AssetsError(`not writing ${binary} to the terminal; use -o FILE`, {
      hint: "Set a file with --output, or redirect with > or |.",
    });
  }
  for (const chunk of chunks) {
    if (!stdout.write(stdout.isTTY ? forTerminal(chunk) : chunk)) await once(stdout, "drain");
  }
}

/** On a terminal, text from files must not move the cursor; files and pipes get the bytes unchanged. */
function forTerminal(chunk: string | Uint8Array): string {
  const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
  return text
    .split(/(?<=\n)/)
    .map((line) => escapeControlChars(line.replace(/\r?\n$/, "")) + (line.endsWith("\n") ? "\n" : ""))
    .join("");
}
