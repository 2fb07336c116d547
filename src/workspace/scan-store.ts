import { statAt } from "../cache/file-stat.ts";
import { contentIdOf } from "../util/content-id.ts";
import { openCacheAt } from "./cache-place.ts";
import { fileKey, UNKNOWN } from "./file-key.ts";
import { statFiles } from "./file-status.ts";
import { repositoryFinder } from "./find-repository-files.ts";
import { repositoryEnvironments } from "./repository-environment.ts";
import { resolveOptions } from "./scan-options.ts";
import { indexPlace, openIndex } from "./store-index.ts";
import type { StoreScan, StoreScanOptions } from "./store-scan.ts";

function jsonBytes(data: readonly object[]): Uint8Array {
  return Buffer.concat(data.map((each) => Buffer.from(`${JSON.stringify(each)}\n`)));
}

/**
 * Updates a store from the files: checks their status, reads unknown files, and writes the store, its index and the
 * file cache. The bytes equal those of a full scan. Throws an AssetsError for a missing root.
 */
export async function scanStore(given: StoreScanOptions): Promise<StoreScan> {
  const { store, cache: place, base, roots, exclude, settings, live } = given;
  const resolving = resolveOptions(given);
  const dependsOn = JSON.stringify([
    base,
    roots,
    exclude,
    resolving,
    settings,
    live && contentIdOf(jsonBytes(live)),
  ]);
  const index =
    place && openIndex(indexPlace(place.folder, store.path).index, place.build, statAt(store.path));
  const cache = openCacheAt(place, base);
  try {
    const finder = given.infer && repositoryFinder(given);
    const onOtherFile = finder?.onOtherFile;
    const found = statFiles({ ...given, onlyKnown: true, ...(onOtherFile && { onOtherFile }) }, cache);
    const others = finder?.found() ?? { sql: [], manifests: [] };
    const environmentOf = given.environmentOf ?? repositoryEnvironments(others, resolving, cache, found.now);
    const options: StoreScanOptions = { ...given, environmentOf };
    const keys = found.files.map((file) => fileKey(file, environmentOf));
    const last = index?.scan();
    const isUnchanged =
      last?.options === dependsOn &&
      found.problems.length === 0 &&
      !keys.includes(UNKNOWN) &&
      last.hasFiles(
        found.files.map(({ shownAs }) => shownAs),
        keys,
      );
    if (isUnchanged) {
      cache.save();
      const { readStore } = await import("../store/read-store.ts");
      const inventory = () => readStore(store.path, store.shown).inventory;
      return { report: last.report, state: "unchanged", inventory };
    }
    const { updateFromFiles } = await import("./update-from-files.ts");
    const usable = last?.options === dependsOn ? index : undefined;
    return await updateFromFiles({ options, resolving, dependsOn, found, keys, index: usable, cache });
  } finally {
    index?.close();
    cache.close();
  }
}
