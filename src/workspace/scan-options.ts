import { isAbsolute, resolve } from "node:path";
import type { KestraLine } from "../flows/flow.ts";
import type { InferSettings, ReadOptions } from "../infer/index.ts";
import type { AssetClaim } from "../model/links.ts";
import type { ScanSettings } from "../model/model.ts";
import { DEFAULT_MAX_CASES, type Pins, type ResolveOptions } from "../resolve/options.ts";
import { slashedPath } from "../util/slashed-path.ts";

export interface ScanOptions {
  /** Absolute base folder of all paths in the inventory. */
  readonly base: string;
  /** Files and folders to scan, absolute or relative to the base. */
  readonly roots: readonly string[];
  /** `main` when absent. */
  readonly tenant?: string;
  /** Absent: by the syntax of each flow. */
  readonly kestra?: KestraLine;
  readonly pins?: Pins;
  /** Facts about the server, see `ResolveOptions`. */
  readonly server?: Pick<
    ResolveOptions,
    "values" | "namespaces" | "blueprints" | "pluginDefaults" | "internal"
  >;
  /** Maximum number of cases per declaration. */
  readonly maxCases?: number;
  /** Absent: declarations only. */
  readonly infer?: InferSettings;
  /** Manifests of dbt projects, relative to the base; those in folders `target` when absent. */
  readonly manifests?: readonly string[];
  /** Recorded assets, which also answer `assets()`. */
  readonly live?: readonly AssetClaim[];
  /** Globs of excluded files and folders. */
  readonly exclude?: readonly string[];
  /** Also follow links out of the working tree. */
  readonly followLinks?: boolean;
  /** Called with each glob without a match. */
  readonly onUnusedExclude?: (pattern: string) => void;
  /** Stored in the inventory, see `Inventory.settings`. */
  readonly settings?: ScanSettings;
  /** Called after each file or group of files. */
  readonly onFile?: (progress: ScanProgress) => void;
  /** Number of reading threads; chosen automatically when absent. The result is the same. */
  readonly threads?: number;
}

export interface ScanProgress {
  readonly files: number;
  /** Absent: not counted. */
  readonly flows?: number;
}

/** Options that affect resolution. */
export function resolveOptions(options: ScanOptions): ReadOptions {
  const { tenant = "main", pins = NO_PINS, maxCases = DEFAULT_MAX_CASES, kestra, server, infer } = options;
  return { tenant, pins, maxCases, ...(kestra && { line: kestra }), ...server, ...(infer && { infer }) };
}

/** Header of an inventory. */
export function about({ base, roots, tenant = "main", settings }: ScanOptions) {
  return {
    tenant,
    roots: [...new Set(roots.map((root) => shownRoot(base, root)))],
    ...(settings && { settings }),
  };
}

const NO_PINS: Pins = { all: {}, byFlow: {} };

/** A root for the inventory: relative to the base, with slashes on every system. */
function shownRoot(base: string, root: string): string {
  return slashedPath(base, isAbsolute(root) ? root : resolve(base, root));
}
