import { isAbsolute, relative, resolve, sep } from "node:path";
import { discover } from "./flows/discover.ts";
import type { KestraLine } from "./flows/flow.ts";
import type { Place } from "./flows/place.ts";
import type { Problem } from "./flows/problem.ts";
import { type FileContents, readFlowFile } from "./flows/read-flow-file.ts";
import { buildInventory } from "./inventory/build.ts";
import type { ResolvedFlow } from "./inventory/declared.ts";
import type { Gap, Inventory, ScanSettings } from "./inventory/model.ts";
import { DEFAULT_MAX_CASES, type Pins, resolveFlow } from "./resolve/index.ts";

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
  /** At most this many cases a declaration. */
  readonly maxCases?: number;
  /** Globs of files and folders to leave out. */
  readonly exclude?: readonly string[];
  /** Kept in the inventory, see `Inventory.settings`. */
  readonly settings?: ScanSettings;
  /** Told after every file. */
  readonly onFile?: (progress: ScanProgress) => void;
}

export interface ScanProgress {
  readonly files: number;
  readonly flows: number;
}

export interface ScanResult {
  readonly inventory: Inventory;
  /** What was read, but may not mean what its author thinks. */
  readonly notes: readonly { readonly message: string; readonly place: Place }[];
}

/**
 * Reads every flow under the roots and resolves what it declares. One file is in memory at a time; what cannot be read
 * is a gap, and the rest is scanned all the same. The result depends on the files and the options alone.
 * Throws an AssetsError (exit code 2) when a root does not exist.
 */
export function scan(options: ScanOptions): ScanResult {
  const { base, roots, tenant = "main", pins = NO_PINS, maxCases = DEFAULT_MAX_CASES } = options;
  const resolveOptions = { tenant, pins, maxCases, ...(options.kestra && { line: options.kestra }) };
  const exclude = options.exclude ?? [];
  const flows: ResolvedFlow[] = [];
  const gaps: Gap[] = [];
  const notes: Problem[] = [];
  const others = new Map<string, number>();
  let found = 0;
  let withFlows = 0;
  let unreadable = 0;

  for (const item of discover(roots, { base, exclude })) {
    if (item.kind === "problem") {
      gaps.push(fileGap(item.problem));
      unreadable++;
      continue;
    }
    const contents = readFlowFile(item.path, item.shownAs);
    found++;
    if (contents.flows.length > 0) withFlows++;
    if (contents.problems.length > 0) unreadable++;
    for (const kind of contents.others) others.set(kind, (others.get(kind) ?? 0) + 1);
    gaps.push(...contents.problems.map(fileGap), ...unreadBranches(contents));
    notes.push(...contents.notes);
    for (const flow of contents.flows) flows.push(resolveFlow(flow, resolveOptions));
    options.onFile?.({ files: found, flows: flows.length });
  }

  const inventory = buildInventory({
    tenant,
    roots: [...new Set(roots.map((root) => shownRoot(base, root)))],
    ...(options.settings && { settings: options.settings }),
    files: { found, withFlows, otherDocuments: sortedCounts(others), unreadable },
    flows,
    gaps,
  });
  return { inventory, notes };
}

const NO_PINS: Pins = { all: {}, byFlow: {} };

function fileGap({ message, place }: Problem): Gap {
  return { kind: "file", place, message };
}

/** Tasks under a container that is not known are not read; where they declare assets, the answer must say so. */
function unreadBranches({ unknownContainers }: FileContents): Gap[] {
  return unknownContainers
    .filter(({ declaresAssets }) => declaresAssets)
    .map(({ message, place }) => fileGap({ message, place }));
}

function sortedCounts(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A root as the inventory keeps it: relative to the base, with slashes on every system. */
function shownRoot(base: string, root: string): string {
  const path = relative(base, isAbsolute(root) ? root : resolve(base, root));
  if (path === "") return ".";
  return sep === "/" ? path : path.split(sep).join("/");
}
