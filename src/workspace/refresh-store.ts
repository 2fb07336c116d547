import { statAt } from "../cache/file-stat.ts";
import { contentIdOf } from "../util/content-id.ts";
import type { FileChanges } from "./file-changes.ts";
import { fileKey, UNKNOWN } from "./file-key.ts";
import { statFiles } from "./file-status.ts";
import { repositoryFinder } from "./find-repository-files.ts";
import { openCacheAt } from "./open-cache.ts";
import type { RefreshedStore, RefreshOptions } from "./refreshed-store.ts";
import { repositoryEnvironments } from "./repository-environment.ts";
import { resolveOptions } from "./scan-options.ts";
import { indexPlace, openIndex, type StoredScan } from "./store-index.ts";

function jsonBytes(data: readonly object[]): Uint8Array {
  return Buffer.concat(data.map((record) => Buffer.from(`${JSON.stringify(record)}\n`)));
}

/**
 * Updates a store from the files: checks their status, reads unknown files, and writes the store, its index and the
 * file cache. The bytes equal those of a full scan. Throws an AssetsError for a missing root.
 */
export function refreshStore(given: RefreshOptions): Promise<RefreshedStore> {
  return withChanges(given, async (changes, last) => {
    if (last !== undefined) {
      changes.cache.save();
      const { readStore } = await import("../store/read-store.ts");
      const inventory = () => readStore(given.store.path, given.store.shown).inventory;
      return { report: last.report, state: "unchanged", inventory };
    }
    return (await import("./update-from-files.ts")).updateFromFiles(changes);
  });
}

/**
 * The changes since the last scan of a store.
 *
 * @param use `unchanged` is the last scan, if nothing has changed since
 */
export async function withChanges<Result>(
  given: RefreshOptions,
  use: (changes: FileChanges, unchanged: StoredScan | undefined) => Promise<Result>,
): Promise<Result> {
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
    const others = finder?.found() ?? { sources: [], manifests: [] };
    const environmentOf = given.environmentOf ?? repositoryEnvironments(others, resolving, cache, found.now);
    const options: RefreshOptions = { ...given, environmentOf };
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
    const usable = last?.options === dependsOn ? index : undefined;
    const changes = { options, resolving, dependsOn, found, keys, index: usable, cache };
    return await use(changes, isUnchanged ? last : undefined);
  } finally {
    index?.close();
    cache.close();
  }
}
