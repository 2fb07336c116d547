import { buildId } from "../cache/build-id.ts";
import { type Environment, openCacheFolder } from "../cache/cache-folder.ts";
import type { CacheLimits } from "../cache/file-cache.ts";

/** Location of the cache. */
export interface CachePlace {
  readonly folder: string;
  /** Real path of the workspace. */
  readonly workspace: string;
  /** Build of the program: builds do not share caches. */
  readonly build: string;
  /** For tests. */
  readonly limits?: Partial<CacheLimits>;
}

/**
 * The cache of a workspace; undefined without a usable folder. Throws an AssetsError for an invalid ASSETS_CACHE_DIR.
 *
 * @param base the folder that the paths in places are relative to
 */
export function cachePlace(base: string, environment: Environment): CachePlace | undefined {
  const build = buildId();
  if (build === undefined) return undefined;
  const place = openCacheFolder(base, environment);
  return place && { ...place, build };
}
