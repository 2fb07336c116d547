import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { MAX_FILE_BYTES, tooLarge } from "../flows/decode.ts";
import { discover } from "../flows/discover.ts";
import type { Problem } from "../flows/problem.ts";
import { readFlowBytes } from "../flows/read-flow-file.ts";
import { unreadable } from "../flows/unreadable.ts";
import type { FileParts } from "../inventory/declared.ts";
import { inventoryOfFiles, resolveFile } from "../resolve/resolve-file.ts";
import { type FileCache, fileKey, type Snapshot } from "./snapshot.ts";
import type { SnapshotOptions } from "./snapshot-options.ts";

export type ObjectFormat = "sha1" | "sha256";

/** The format of a repository, by the full name of one of its objects. */
export function objectFormat(name: string): ObjectFormat {
  return name.length === 64 ? "sha256" : "sha1";
}

export type FlowFile =
  | { readonly kind: "file"; readonly shownAs: string; readonly hash: string; readonly bytes: Uint8Array }
  | { readonly kind: "problem"; readonly problem: Problem };

/**
 * The files as they are on disk, saved or not committed, as a scan would find them, each with the name that git gives
 * to its contents.
 *
 * @param folder absolute; roots and patterns count from it
 */
export function* readFlowFiles(
  folder: string,
  { roots, exclude }: Pick<SnapshotOptions, "roots" | "exclude">,
  format: ObjectFormat,
): Generator<FlowFile> {
  for (const found of discover(roots, { base: folder, exclude })) {
    const bytes = found.kind === "problem" ? found.problem : read(found.path, found.shownAs);
    if (found.kind === "problem" || !(bytes instanceof Uint8Array)) {
      if (!(bytes instanceof Uint8Array)) yield { kind: "problem", problem: bytes };
      continue;
    }
    yield { kind: "file", shownAs: found.shownAs, hash: objectName(bytes, format), bytes };
  }
}

/**
 * The inventory of the files as they are on disk. What the cache knows by its contents is not read as YAML again.
 *
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
  for (const file of readFlowFiles(folder, options, format)) {
    if (file.kind === "problem") {
      problems.push(file.problem);
      continue;
    }
    const { shownAs, hash, bytes } = file;
    const key = fileKey(hash, shownAs);
    const known = cache.get(key);
    const own = known ?? resolveFile(readFlowBytes(bytes, shownAs), options.resolve);
    if (known === undefined) cache.set(key, own);
    parts.push(own);
    files.set(shownAs, hash);
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
