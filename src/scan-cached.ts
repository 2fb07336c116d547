import { readFileSync } from "node:fs";
import { MAX_FILE_BYTES } from "./flows/decode.ts";
import { discover } from "./flows/discover.ts";
import type { Problem } from "./flows/problem.ts";
import { readFlowBytes, readFlowFile } from "./flows/read-flow-file.ts";
import { programId } from "./program-id.ts";
import { type FileParts, inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";
import { about, notesOf, resolveOptions, type ScanOptions, type ScanResult } from "./scan.ts";
import {
  type CachedFile,
  type CachePaths,
  cachedFile,
  cachePaths,
  type FileCache,
  hashOf,
  openCache,
  renewManifest,
  writeCache,
} from "./store/cache/file-cache.ts";
import { packPart, unpackPart } from "./store/cache/pack-part.ts";
import { type Stamp, sameStamp, stampAt } from "./store/cache/stamp.ts";

/** What becomes of a scan that knows the one before. */
export type CachedScan =
  /** The store is what a scan would give: nothing was read, and `report` is what was kept with it. */
  | { readonly kind: "unchanged"; readonly report: unknown }
  | {
      readonly kind: "scanned";
      readonly result: ScanResult;
      /** To be called once the store holds the result, with what the next unchanged scan is to tell. */
      readonly keep: (report: unknown) => void;
    };

/**
 * A scan that reads only the files that changed since the last one for the same store, by their stamps and, where these
 * prove nothing, their contents. The result is that of `scan`.
 *
 * @param store absolute path of the store
 * @param id of the build of the program; nothing is cached without one
 */
export function scanCached(options: ScanOptions, store: string, id = programId()): CachedScan {
  const paths = cachePaths(options.base, store);
  const { base, roots, exclude, settings } = options;
  const key = JSON.stringify([id, base, roots, exclude, resolveOptions(options), settings]);
  const cache = id === undefined ? undefined : openCache(paths, key);
  const looked = look(options, cache);
  if (cache !== undefined && isUnchanged(looked, cache, store)) {
    renew(paths, key, cache, looked);
    return { kind: "unchanged", report: cache.report };
  }
  return readAll(options, looked, cache, (parts, files, report) => {
    const stamp = id === undefined ? undefined : stampAt(store);
    if (stamp !== undefined) writeCache(paths, key, { files, store: stamp, report }, parts);
  });
}

/** A file that was found, and what of it is known without parsing it. */
interface Looked {
  readonly path: string;
  readonly shownAs: string;
  readonly stamp: Stamp | undefined;
  /** Its position in the cache when its contents are the same. */
  readonly same?: number;
  readonly hash?: string;
}

interface LookedAll {
  readonly files: readonly Looked[];
  readonly problems: readonly Problem[];
  /** Not later than any stamp was taken. */
  readonly now: number;
}

function look({ base, roots, exclude = [] }: ScanOptions, cache: FileCache | undefined): LookedAll {
  const now = Date.now();
  const known = new Map<string, number>();
  for (const [index, file] of (cache?.files ?? []).entries()) known.set(file.name, index);
  const files: Looked[] = [];
  const problems: Problem[] = [];
  for (const found of discover(roots, { base, exclude })) {
    if (found.kind === "problem") problems.push(found.problem);
    else files.push(lookAt(found.path, found.shownAs, cache, known.get(found.shownAs)));
  }
  return { files, problems, now };
}

function lookAt(
  path: string,
  shownAs: string,
  cache: FileCache | undefined,
  index: number | undefined,
): Looked {
  const stamp = stampAt(path);
  const before = index === undefined ? undefined : cache?.files[index];
  if (index === undefined || before === undefined || stamp === undefined) return { path, shownAs, stamp };
  const same = { path, shownAs, stamp, same: index, hash: before.hash };
  if (!before.doubtful && sameStamp(stamp, before.stamp)) return same;
  if (stamp.size !== before.stamp.size) return { path, shownAs, stamp };
  const bytes = bytesOf(path);
  return bytes !== undefined && hashOf(bytes) === before.hash ? same : { path, shownAs, stamp };
}

function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The same files in the same order with the same contents, and the store as the scan left it. */
function isUnchanged({ files, problems }: LookedAll, cache: FileCache, store: string): boolean {
  if (problems.length > 0 || files.length !== cache.files.length) return false;
  if (!files.every((file, index) => file.same === index)) return false;
  const stamp = stampAt(store);
  return stamp !== undefined && sameStamp(stamp, cache.store);
}

/** Stamps that were in doubt, or new on the same contents, need not be looked into a second time. */
function renew(paths: CachePaths, key: string, cache: FileCache, { files, now }: LookedAll): void {
  let changed = false;
  const renewed = cache.files.map((before, index): CachedFile => {
    const stamp = files[index]?.stamp;
    if (stamp === undefined || (!before.doubtful && sameStamp(stamp, before.stamp))) return before;
    const file = cachedFile(before.name, stamp, before.hash, now);
    changed ||= !file.doubtful || !sameStamp(stamp, before.stamp);
    return file;
  });
  if (changed) renewManifest(paths, key, { files: renewed, store: cache.store, report: cache.report });
}

function readAll(
  options: ScanOptions,
  { files, problems, now }: LookedAll,
  cache: FileCache | undefined,
  keep: (parts: readonly Uint8Array[], files: readonly CachedFile[], report: unknown) => void,
): CachedScan {
  const resolving = resolveOptions(options);
  const all: FileParts[] = [];
  const packed: Uint8Array[] = [];
  const cached: CachedFile[] = [];
  let flows = 0;
  let cacheable = true;
  for (const [index, file] of files.entries()) {
    const known = file.same === undefined ? undefined : cache?.partOf(file.same);
    const before = known === undefined ? undefined : unpackPart<FileParts>(known, file.shownAs);
    const read = before === undefined ? readOne(file) : undefined;
    const parts = before ?? resolveFile(readContents(file, read?.bytes), resolving);
    const hash = before === undefined ? read?.hash : file.hash;
    const bytes = before === undefined ? packPart(parts, file.shownAs) : known;
    if (file.stamp !== undefined && hash !== undefined && bytes !== undefined) {
      packed.push(bytes);
      cached.push(cachedFile(file.shownAs, file.stamp, hash, now));
    } else {
      cacheable = false;
    }
    all.push(parts);
    flows += parts.flows.length;
    options.onFile?.({ files: index + 1, flows });
  }
  const result: ScanResult = {
    inventory: inventoryOfFiles(all, problems, about(options)),
    notes: notesOf(all),
  };
  return {
    kind: "scanned",
    result,
    // What could not be read may be readable the next time, without any stamp telling.
    keep: (report) => cacheable && keep(packed, cached, report),
  };
}

function readOne({ path, stamp }: Looked): { readonly bytes: Uint8Array; readonly hash: string } | undefined {
  const bytes = stamp !== undefined && stamp.size <= MAX_FILE_BYTES ? bytesOf(path) : undefined;
  return bytes && { bytes, hash: hashOf(bytes) };
}

/** Without bytes the file is read once more, for the words why it cannot be. */
function readContents({ path, shownAs }: Looked, bytes: Uint8Array | undefined) {
  return bytes === undefined ? readFlowFile(path, shownAs) : readFlowBytes(bytes, shownAs);
}
