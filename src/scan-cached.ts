import { programId } from "./program-id.ts";
import type { ScanOptions } from "./scan.ts";
import type { ReadScan } from "./scan-files.ts";
import { type LookedAll, look } from "./scan-look.ts";
import { resolveOptions } from "./scan-setup.ts";
import {
  type CachedFile,
  type CachePaths,
  cachedFile,
  cachePaths,
  type FileCache,
  openCache,
  renewManifest,
  writeCache,
} from "./store/cache/file-cache.ts";
import { sameStamp, stampAt } from "./store/cache/stamp.ts";

/** What becomes of a scan that knows the one before. */
export type CachedScan =
  /** The store is what a scan would give: nothing was read, and `report` is what was kept with it. */
  { readonly kind: "unchanged"; readonly report: unknown } | ({ readonly kind: "scanned" } & ReadScan);

/**
 * A scan that reads only the files that changed since the last one for the same store, by their stamps and, where these
 * prove nothing, their contents. The result is that of `scan`.
 *
 * @param store absolute path of the store
 * @param id of the build of the program; nothing is cached without one
 */
export async function scanCached(options: ScanOptions, store: string, id = programId()): Promise<CachedScan> {
  const paths = cachePaths(options.base, store);
  const { base, roots, exclude, settings } = options;
  const key = JSON.stringify([id, base, roots, exclude, resolveOptions(options), settings]);
  const cache = id === undefined ? undefined : openCache(paths, key);
  const looked = look(options, cache);
  if (cache !== undefined && isUnchanged(looked, cache, store)) {
    renew(paths, key, cache, looked);
    return { kind: "unchanged", report: cache.report };
  }
  const { readFiles } = await import("./scan-files.ts");
  const read = readFiles(options, looked, cache, (parts, files, report) => {
    const stamp = id === undefined ? undefined : stampAt(store);
    if (stamp !== undefined) writeCache(paths, key, { files, store: stamp, report }, parts);
  });
  return { kind: "scanned", ...read };
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
