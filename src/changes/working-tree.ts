import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { MAX_FILE_BYTES, tooLarge } from "../flows/decode.ts";
import { discover } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes } from "../flows/read-flow-file.ts";
import { unreadable } from "../flows/unreadable.ts";
import { type FileParts, inventoryOfFiles, resolveFile } from "../resolve/resolve-file.ts";
import { type FileCache, fileKey, type Snapshot, type SnapshotOptions } from "./snapshot.ts";

export type ObjectFormat = "sha1" | "sha256";

/**
 * The inventory of the files as they are on disk, saved or not committed, as a scan would find them. What the cache knows
 * by its contents is not read as YAML again.
 *
 * @param folder absolute; roots and patterns count from it
 * @param onFile told after every file, with how many there were
 */
export function workingTree(
  folder: string,
  options: SnapshotOptions,
  cache: FileCache = new Map(),
  format: ObjectFormat = "sha1",
  onFile: (files: number) => void = () => {},
): Snapshot {
  const parts: FileParts[] = [];
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  for (const found of discover(options.roots, { base: folder, exclude: options.exclude })) {
    const bytes = found.kind === "problem" ? found.problem : read(found.path, found.shownAs);
    if (found.kind === "problem" || !(bytes instanceof Uint8Array)) {
      if (!(bytes instanceof Uint8Array)) problems.push(bytes);
      continue;
    }
    const hash = objectName(bytes, format);
    const key = fileKey(hash, found.shownAs);
    const known = cache.get(key);
    const own = known ?? resolveFile(readFlowBytes(bytes, found.shownAs), options.resolve);
    if (known === undefined) cache.set(key, own);
    parts.push(own);
    files.set(found.shownAs, hash);
    onFile(parts.length);
  }
  const { resolve, roots, settings } = options;
  const about = { tenant: resolve.tenant, roots, ...(settings && { settings }) };
  return { inventory: inventoryOfFiles(parts, problems, about), files };
}

function read(path: string, shownAs: string): Uint8Array | Problem {
  try {
    const { size } = statSync(path);
    return size > MAX_FILE_BYTES ? tooLarge(shownAs, size) : readFileSync(path);
  } catch (error) {
    return unreadable(shownAs, error);
  }
}

/** The name that git gives to a file's contents. */
function objectName(bytes: Uint8Array, format: ObjectFormat): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
