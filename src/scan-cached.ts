import { statSync } from "node:fs";
import { programId } from "./program-id.ts";
import { type LookedAll, look } from "./scan-look.ts";
import { resolveOptions, type ScanOptions } from "./scan-setup.ts";
import type { UpdatedStore } from "./scan-update.ts";
import { type CachedFile, cachedFile } from "./store/cache/file-cache.ts";
import { readManifest, type ScanManifest, writeManifest } from "./store/cache/scan-manifest.ts";
import { type ScanPaths, scanPaths } from "./store/cache/scan-paths.ts";
import { sameStamp, stampAt } from "./store/cache/stamp.ts";

/** What becomes of a scan that knows the one before. */
export type CachedScan =
  /** The store is what a scan would give: nothing was read, and `report` is what was kept with it. */
  | { readonly kind: "unchanged"; readonly report: unknown }
  | { readonly kind: "scanned"; readonly scanned: UpdatedStore };

/**
 * A scan that reads only the files that changed since the last one for the same store, by their stamps and, where these
 * prove nothing, their contents. The result is that of `scan`.
 *
 * @param store absolute path of the store
 * @param id of the build of the program; nothing is cached without one
 */
export async function scanCached(options: ScanOptions, store: string, id = programId()): Promise<CachedScan> {
  const paths = scanPaths(options.base, store);
  const { base, roots, exclude, settings } = options;
  const key = JSON.stringify([id, base, roots, exclude, resolveOptions(options), settings]);
  const manifest = id === undefined ? undefined : readManifest(paths, key);
  const looked = look(options, manifest?.files, { onlyKnown: true });
  if (manifest !== undefined && isUnchanged(looked, manifest, store) && isWhole(paths)) {
    renew(paths, key, manifest, looked);
    return { kind: "unchanged", report: manifest.report };
  }
  const { updateStore } = await import("./scan-update.ts");
  const cache = id === undefined ? undefined : { program: id, key, paths, ...(manifest && { manifest }) };
  return { kind: "scanned", scanned: await updateStore(options, looked, store, cache) };
}

/** The same files in the same order with the same contents, and the store as the scan left it. */
function isUnchanged({ files, problems }: LookedAll, manifest: ScanManifest, store: string): boolean {
  if (problems.length > 0 || files.length !== manifest.files.length) return false;
  if (!files.every((file, index) => file.same === index)) return false;
  const stamp = stampAt(store);
  return stamp !== undefined && sameStamp(stamp, manifest.store);
}

/** What was deleted of the cache is made again, or all that asks would have to do without it from now on. */
function isWhole({ index, state, records }: ScanPaths): boolean {
  return [index, state, records].every((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
}

/** Stamps that were in doubt, or new on the same contents, need not be looked into a second time. */
function renew(paths: ScanPaths, key: string, manifest: ScanManifest, { files, now }: LookedAll): void {
  let changed = false;
  const renewed = manifest.files.map((before, index): CachedFile => {
    const stamp = files[index]?.stamp;
    if (stamp === undefined || (!before.doubtful && sameStamp(stamp, before.stamp))) return before;
    const file = cachedFile(before.name, stamp, before.hash, now);
    changed ||= !file.doubtful || !sameStamp(stamp, before.stamp);
    return file;
  });
  if (!changed) return;
  try {
    writeManifest(paths, key, { ...manifest, files: renewed });
  } catch {
    // As if it had not been renewed.
  }
}
