import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../atomic-write.ts";
import { cacheFolder, prepareFolder } from "./cache-folder.ts";

/** Raised whenever what stands in the cache would be misread. */
const FORMAT = 1;

/** One answer may take a half of all that is kept; a larger one is made again each time. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ANSWERS = 32;

interface Header {
  readonly format: number;
  readonly key: string;
  /** Of the answer's bytes. */
  readonly sum: string;
}

/**
 * An answer that was kept: plain data, as JSON has it. Whatever is wrong with its file, it is then as if there were none.
 *
 * @param base the folder that the paths in places are relative to
 * @param key everything that the answer depends on, the build of the program included
 */
export function keptAnswer(base: string, key: string): unknown {
  try {
    const bytes = readFileSync(answerPath(base, key));
    const end = bytes.indexOf(0x0a);
    const header = JSON.parse(bytes.toString("utf8", 0, end)) as Header;
    const body = bytes.subarray(end + 1);
    if (header.format !== FORMAT || header.key !== key || header.sum !== digest(body)) return undefined;
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Keeps an answer, and drops the oldest where they become too many. That it cannot be written is no reason to fail. */
export function keepAnswer(base: string, key: string, answer: unknown): void {
  const folder = answersFolder(base);
  try {
    const body = Buffer.from(JSON.stringify(answer));
    if (body.length > MAX_BYTES / 2) return;
    const header: Header = { format: FORMAT, key, sum: digest(body) };
    prepareFolder(cacheFolder(base));
    mkdirSync(folder, { recursive: true });
    writeAtomically(answerPath(base, key), [Buffer.from(`${JSON.stringify(header)}\n`), body], {
      flush: false,
    });
    dropOldest(folder);
  } catch {
    // The next run compares again, and that is all.
  }
}

function answersFolder(base: string): string {
  return join(cacheFolder(base), "answers");
}

function answerPath(base: string, key: string): string {
  return join(answersFolder(base), `${digest(Buffer.from(key)).slice(0, 32)}.json`);
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Also what a writer that was stopped left behind. */
function dropOldest(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats === undefined ? [] : [{ path, size: stats.size, written: stats.mtimeMs }];
    })
    .sort((a, b) => b.written - a.written);
  let total = 0;
  for (const [index, { path, size }] of files.entries()) {
    total += size;
    if (index >= MAX_ANSWERS || total > MAX_BYTES) rmSync(path, { force: true });
  }
}
