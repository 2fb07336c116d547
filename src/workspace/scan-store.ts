import { statAt } from "../cache/file-stat.ts";
import type { Inventory } from "../inventory/model.ts";
import type { ResolveOptions } from "../resolve/options.ts";
import { resolveOptions, type ScanOptions } from "../scan-setup.ts";
import type { StoreError } from "../store/store-error.ts";
import { type CachePlace, openCacheAt } from "./cache-place.ts";
import type { FilePath } from "./file-path.ts";
import { type FileStatus, statFiles } from "./file-status.ts";
import type { ScanReport } from "./scan-report.ts";
import { indexPlace, openIndex } from "./store-index.ts";

export interface StoreScanOptions extends ScanOptions {
  readonly store: FilePath;
  /** Absent: every file is read, and nothing is kept. */
  readonly cache?: CachePlace;
  /** False: the store is compared with the files, and stays as it is. */
  readonly write: boolean;
  /** An inventory without flows is an error, and does not replace a store. */
  readonly refuseEmpty?: boolean;
  /** What the results of a file depend on in other files. Absent: nothing. */
  readonly environmentOf?: (file: string) => Environment | undefined;
}

/** The values from other files that a flow is resolved with. */
export interface Environment {
  /** Up to 16 hex digits: the same for the same values. */
  readonly hash: string;
  readonly resolving: ResolveOptions;
}

export interface StoreScan {
  readonly report: ScanReport;
  /** The result, compared with the store before; one that could not be read was none. */
  readonly state: "new" | "changed" | "unchanged";
  /** Why the store could not be written. */
  readonly problem?: StoreError;
  /** The result, read as a whole. */
  readonly inventory: () => Inventory;
}

/**
 * Brings a store up to date with the files: takes their status, reads those that are not known, updates the store, and
 * writes it with its index and what was learned of the files. The bytes are those of a store made from nothing.
 * Throws an AssetsError when a root does not exist.
 */
export async function scanStore(options: StoreScanOptions): Promise<StoreScan> {
  const { store, cache: place, base, roots, exclude, settings, environmentOf } = options;
  const resolving = resolveOptions(options);
  const dependsOn = JSON.stringify([base, roots, exclude, resolving, settings]);
  const index =
    place && openIndex(indexPlace(place.folder, store.path).index, place.build, statAt(store.path));
  const cache = openCacheAt(place, base);
  try {
    const found = statFiles(options, cache);
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

/** The key of a file that cannot be told from what it was. */
export const UNKNOWN = "";

/** What decides whether a file contributes what it did before. */
export function fileKey(
  { shownAs, contentId }: Pick<FileStatus, "shownAs" | "contentId">,
  environmentOf: StoreScanOptions["environmentOf"],
): string {
  if (contentId === undefined) return UNKNOWN;
  const environment = environmentOf?.(shownAs);
  return environment === undefined ? contentId : `${contentId}:${environment.hash}`;
}
