import { statAt } from "../cache/file-stat.ts";
import type { StoreHeader } from "../store/layout.ts";
import { readHeader } from "../store/read-header.ts";
import { cachePlace } from "./cache-place.ts";
import type { Project } from "./project.ts";
import { indexPlace, openIndex } from "./store-index.ts";

/** The head of the store. A current index has a checked copy. Throws a StoreError like `readStore`. */
export function storedHead({
  store: { path, shown },
  config,
  environment,
}: Pick<Project, "store" | "config" | "environment">): StoreHeader {
  const cache = cachePlace(config.folder, environment);
  const index = cache && openIndex(indexPlace(cache.folder, path).index, cache.build, statAt(path));
  index?.close();
  return index?.header.head ?? readHeader(path, shown);
}
