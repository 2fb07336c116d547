import type { ReadOptions } from "../infer/index.ts";
import type { ScanSettings } from "../model/model.ts";

/** Scan options; roots and patterns are relative to the folder of the repository object. */
export interface SnapshotOptions {
  readonly roots: readonly string[];
  readonly exclude: readonly string[];
  /** In the working tree, also follow links out of it. */
  readonly followLinks?: boolean;
  readonly resolve: ReadOptions;
  readonly settings?: ScanSettings;
  /** Lists of ids that name one asset. */
  readonly aliases?: readonly (readonly string[])[];
}
