import type { FileCache } from "../cache/file-cache.ts";
import type { ReadOptions } from "../infer/index.ts";
import type { FoundFiles } from "./file-status.ts";
import type { StoreIndex } from "./store-index.ts";
import type { StoreScanOptions } from "./store-scan.ts";

export interface FileChanges {
  readonly options: StoreScanOptions;
  readonly resolving: ReadOptions;
  /** Everything that the result depends on besides the files. */
  readonly dependsOn: string;
  readonly found: FoundFiles;
  /** See `fileKey`; of each file that was found. */
  readonly keys: readonly string[];
  /** The index of the store, when that was made with the same options. */
  readonly index: StoreIndex | undefined;
  readonly cache: FileCache;
}
