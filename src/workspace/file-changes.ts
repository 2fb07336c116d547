import type { FileCache } from "../cache/file-cache.ts";
import type { ReadOptions } from "../infer/index.ts";
import type { FoundFiles } from "./file-status.ts";
import type { RefreshOptions } from "./refreshed-store.ts";
import type { StoreIndex } from "./store-index.ts";

export interface FileChanges {
  readonly options: RefreshOptions;
  readonly resolving: ReadOptions;
  /** All inputs of the result except the files. */
  readonly dependsOn: string;
  readonly found: FoundFiles;
  /** See `fileKey`; one per found file. */
  readonly keys: readonly string[];
  /** The index of the store, if its options are the same. */
  readonly index: StoreIndex | undefined;
  readonly cache: FileCache;
}
