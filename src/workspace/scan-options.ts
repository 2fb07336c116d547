import { isAbsolute, resolve } from "node:path";
import type { KestraLine } from "../flows/flow.ts";
import type { InferSettings, ReadOptions } from "../infer/index.ts";
import type { ScanSettings } from "../model/model.ts";
import { DEFAULT_MAX_CASES, type Pins, type ResolveOptions } from "../resolve/options.ts";
import { slashedPath } from "../util/slashed-path.ts";

export interface ScanOptions {
  /** Absolute folder that every path in the inventory is relative to. */
  readonly base: string;
  /** Files and folders to scan, absolute or relative to the base. */
  readonly roots: readonly string[];
  /** `main` when absent. */
  readonly tenant?: string;
  /** Absent: each flow by the line whose syntax it uses. */
  readonly kestra?: KestraLine;
  readonly pins?: Pins;
  /** What resolving is told about the server, see `ResolveOptions`. */
  readonly server?: Pick<ResolveOptions, "values" | "namespaces" | "pluginDefaults">;
  /** At most this many cases a declaration. */
  readonly maxCases?: number;
  /** Absent: only what flows declare. */
  readonly infer?: InferSettings;
  /** Globs of files and folders to leave out. */
  readonly exclude?: readonly string[];
  /** Also follow links out of the working tree. */
  readonly followLinks?: boolean;
  /** Told each glob that left nothing out. */
  readonly onUnusedExclude?: (pattern: string) => void;
  /** Kept in the inventory, see `Inventory.settings`. */
  readonly settings?: ScanSettings;
  /** Told after every file, or every few. */
  readonly onFile?: (progress: ScanProgress) => void;
  /** How many threads read files; absent: as many as pay. The result is the same. */
  readonly threads?: number;
}

export interface ScanProgress {
  readonly files: number;
  /** Absent where they are not counted. */
  readonly flows?: number;
}

/** What resolving depends on besides the files. */
export function resolveOptions(options: ScanOptions): ReadOptions {
  const { tenant = "main", pins = NO_PINS, maxCases = DEFAULT_MAX_CASES, kestra, server, infer } = options;
  return { tenant, pins, maxCases, ...(kestra && { line: kestra }), ...server, ...(infer && { infer }) };
}

/** What an inventory says about the scan that made it. */
export function about({ base, roots, tenant = "main", settings }: ScanOptions) {
  return {
    tenant,
    roots: [...new Set(roots.map((root) => shownRoot(base, root)))],
    ...(settings && { settings }),
  };
}

const NO_PINS: Pins = { all: {}, byFlow: {} };

/** A root as the inventory keeps it: relative to the base, with slashes on every system. */
function shownRoot(base: string, root: string): string {
  return slashedPath(base, isAbsolute(root) ? root : resolve(base, root));
}
