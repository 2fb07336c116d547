import type { Inventory } from "../model/model.ts";
import type { StoreError } from "../store/store-error.ts";
import type { CachePlace } from "./cache-place.ts";
import type { FileEnvironment } from "./file-environment.ts";
import type { FilePath } from "./file-path.ts";
import type { ScanOptions } from "./scan-options.ts";
import type { ScanReport } from "./scan-report.ts";

export interface RefreshOptions extends ScanOptions {
  readonly store: FilePath;
  /** Absent: every file is read and nothing is cached. */
  readonly cache?: CachePlace;
  /** False: the store is only compared, not written. */
  readonly write: boolean;
  /** An inventory without flows is an error and does not replace a store. */
  readonly refuseEmpty?: boolean;
  /** Values from other files that affect the results of a file. Absent: the SQL files and manifests that its flows use. */
  readonly environmentOf?: (file: string) => FileEnvironment | undefined;
}

export interface RefreshedStore {
  readonly report: ScanReport;
  /** The result compared with the previous store; an unreadable one counts as missing. */
  readonly state: "new" | "changed" | "unchanged";
  /** Reason of a failed write. */
  readonly problem?: StoreError;
  /** The complete result. */
  readonly inventory: () => Inventory;
}
