import { type FileCache, openFileCache } from "../cache/file-cache.ts";
import type { ObjectFormat } from "../util/content-id.ts";
import type { CachePlace } from "./cache-place.ts";

/** The file cache at a location; in memory without one. */
export function openCacheAt(
  place: CachePlace | undefined,
  base: string,
  format: ObjectFormat = "sha1",
): FileCache {
  return openFileCache({ workspace: base, build: "", ...place, format });
}
