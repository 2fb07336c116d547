import type { ReadOptions } from "../infer/index.ts";
import type { Inventory } from "../model/model.ts";
import type { StoreError } from "../store/store-error.ts";
import type { CachePlace } from "./cache-place.ts";
import type { FilePath } from "./file-path.ts";
import type { RepositoryFiles } from "./read/repository-files.ts";
import type { ScanOptions } from "./scan-options.ts";
import type { ScanReport } from "./scan-report.ts";

export interface StoreScanOptions extends ScanOptions {
  readonly store: FilePath;
  /** Absent: every file is read and nothing is cached. */
  readonly cache?: CachePlace;
  /** False: the store is only compared, not written. */
  readonly write: boolean;
  /** An inventory without flows is an error and does not replace a store. */
  readonly refuseEmpty?: boolean;
  /** Values from other files that affect the results of a file. Absent: the SQL files and manifests that its flows use. */
  readonly environmentOf?: (file: string) => FlowEnvironment | undefined;
}

/** Values from other files, for the resolution of a flow. */
export interface FlowEnvironment {
  /** Up to 16 hex digits; equal for equal values. */
  readonly hash: string;
  readonly resolving: ReadOptions;
  /** What its flows can name. */
  readonly repositoryFiles?: RepositoryFiles;
}

export interface StoreScan {
  readonly report: ScanReport;
  /** The result compared with the previous store; an unreadable one counts as missing. */
  readonly state: "new" | "changed" | "unchanged";
  /** Reason of a failed write. */
  readonly problem?: StoreError;
  /** The complete result. */
  readonly inventory: () => Inventory;
}
