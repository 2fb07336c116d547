import type { ReadOptions } from "../infer/index.ts";
import type { ScanSettings } from "../model/model.ts";

/** What a scan is told; roots and patterns count from the folder that the repository was opened from. */
export interface SnapshotOptions {
  readonly roots: readonly string[];
  readonly exclude: readonly string[];
  /** In the working tree, also follow links that lead out of it. */
  readonly followLinks?: boolean;
  readonly resolve: ReadOptions;
  readonly settings?: ScanSettings;
  /** Lists of ids that name one asset. */
  readonly aliases?: readonly (readonly string[])[];
}
