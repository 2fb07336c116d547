import { buildId } from "../cache/build-id.ts";
import { type Environment, openCacheFolder } from "../cache/cache-folder.ts";
import { type FileCache, openFileCache } from "../cache/file-cache.ts";
import type { CacheLimits } from "../cache/record-store.ts";
import type { ObjectFormat } from "../util/content-id.ts";

/** Where a run keeps what the next one can use. */
export interface CachePlace {
  readonly folder: string;
  /** Real path of the workspace. */
  readonly workspace: string;
  /** Build of the program: what one build keeps counts for nothing in another. */
  readonly build: string;
  /** For tests. */
  readonly limits?: Partial<CacheLimits>;
}

/**
 * The cache of a workspace; undefined where nothing is kept. Throws an AssetsError when ASSETS_CACHE_DIR cannot be used.
 *
 * @param base the folder that the paths in places are relative to
 */
export function cachePlace(base: string, environment: Environment): CachePlace | undefined {
  const build = buildId();
  if (build === undefined) return undefined;
  const place = openCacheFolder(base, environment);
  return place && { ...place, build };
}

/** The file cache at a place; in memory without one. */
export function openCacheAt(
  place: CachePlace | undefined,
  base: string,
  format: ObjectFormat = "sha1",
): FileCache {
  return openFileCache({ workspace: base, build: "", ...place, format });
}
