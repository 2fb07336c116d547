import { buildId } from "../cache/build-id.ts";
import { cacheFolder } from "../store/cache/cache-folder.ts";

/** Where a run keeps what the next one can use. */
export interface CachePlace {
  readonly folder: string;
  /** Build of the program: what one build keeps counts for nothing in another. */
  readonly build: string;
}

/**
 * The cache of a workspace; undefined where nothing is kept.
 *
 * @param base the folder that the paths in places are relative to
 */
export function cachePlace(base: string): CachePlace | undefined {
  const build = buildId();
  return build === undefined ? undefined : { folder: cacheFolder(base), build };
}
