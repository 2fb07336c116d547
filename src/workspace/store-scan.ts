import type { ReadOptions } from "../infer/index.ts";
import type { Inventory } from "../model/model.ts";
import type { StoreError } from "../store/store-error.ts";
import type { CachePlace } from "./cache-place.ts";
import type { FilePath } from "./file-path.ts";
import type { SqlFiles } from "./read/sql-files.ts";
import type { ScanOptions } from "./scan-options.ts";
import type { ScanReport } from "./scan-report.ts";

export interface StoreScanOptions extends ScanOptions {
  readonly store: FilePath;
  /** Absent: every file is read, and nothing is kept. */
  readonly cache?: CachePlace;
  /** False: the store is compared with the files, and stays as it is. */
  readonly write: boolean;
  /** An inventory without flows is an error, and does not replace a store. */
  readonly refuseEmpty?: boolean;
  /** What the results of a file depend on in other files. Absent: the SQL files that its flows can name. */
  readonly environmentOf?: (file: string) => FlowEnvironment | undefined;
}

/** The values from other files that a flow is resolved with. */
export interface FlowEnvironment {
  /** Up to 16 hex digits: the same for the same values. */
  readonly hash: string;
  readonly resolving: ReadOptions;
  /** What its flows can name. */
  readonly sqlFiles?: SqlFiles;
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
