import { isAbsolute, relative, resolve, sep } from "node:path";
import { discover, type Found } from "./flows/discover.ts";
import type { KestraLine } from "./flows/flow.ts";
import type { Place } from "./flows/place.ts";
import type { Problem } from "./flows/problem.ts";
import { type FileContents, readFlowFile, readFlowText } from "./flows/read-flow-file.ts";
import { type SourceText, sourceText } from "./flows/source-text.ts";
import type { ResolvedFlow } from "./inventory/declared.ts";
import type { Inventory, ScanSettings } from "./inventory/model.ts";
import { DEFAULT_MAX_CASES, type Pins, type ResolveOptions } from "./resolve/index.ts";
import { type FileParts, inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";

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
  /** Given each file while its trees are in memory, with what became of its flows. */
  readonly visit?: (file: ScannedFile) => void;
  /** Text that counts instead of what a file holds, by the path that the file is shown as; it need not exist. */
  readonly texts?: ReadonlyMap<string, string>;
}

export interface ScannedFile {
  readonly shownAs: string;
  readonly contents: FileContents;
  /** In the order of `contents.flows`. */
  readonly resolved: readonly ResolvedFlow[];
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
  const { base, roots, exclude = [] } = options;
  const resolving = resolveOptions(options);
  const files: FileParts[] = [];
  const problems: Problem[] = [];
  let flows = 0;
  for (const item of withGiven(discover(roots, { base, exclude }), options.texts)) {
    if (item.kind === "problem") {
      problems.push(item.problem);
      options.visit?.({
        shownAs: item.problem.place.file,
        contents: onlyProblem(item.problem),
        resolved: [],
      });
      continue;
    }
    const contents = item.kind === "text" ? readFlowText(item.source) : readFlowFile(item.path, item.shownAs);
    const parts = resolveFile(contents, resolving);
    files.push(parts);
    flows += parts.flows.length;
    options.visit?.({
      shownAs: item.kind === "text" ? item.source.file : item.shownAs,
      contents,
      resolved: parts.flows,
    });
    options.onFile?.({ files: files.length, flows });
  }
  return { inventory: inventoryOfFiles(files, problems, about(options)), notes: notesOf(files) };
}

/** What resolving depends on besides the files. */
export function resolveOptions(options: ScanOptions): ResolveOptions {
  const { tenant = "main", pins = NO_PINS, maxCases = DEFAULT_MAX_CASES, kestra } = options;
  return { tenant, pins, maxCases, ...(kestra && { line: kestra }) };
}

/** What an inventory says about the scan that made it. */
export function about({ base, roots, tenant = "main", settings }: ScanOptions) {
  return {
    tenant,
    roots: [...new Set(roots.map((root) => shownRoot(base, root)))],
    ...(settings && { settings }),
  };
}

export function notesOf(files: readonly FileParts[]): readonly Problem[] {
  return files.flatMap((file) => file.notes);
}

/** What is found, with texts that are given in the place of files, and after them those that no file has. */
function* withGiven(
  found: Iterable<Found>,
  texts: ReadonlyMap<string, string> | undefined,
): Generator<Found | { readonly kind: "text"; readonly source: SourceText }> {
  const left = new Map(texts);
  for (const item of found) {
    const text = item.kind === "file" ? left.get(item.shownAs) : undefined;
    if (item.kind !== "file" || text === undefined) {
      yield item;
      continue;
    }
    left.delete(item.shownAs);
    yield { kind: "text", source: sourceText(item.shownAs, text) };
  }
  for (const [file, text] of left) yield { kind: "text", source: sourceText(file, text) };
}

function onlyProblem(problem: Problem): FileContents {
  return { flows: [], others: [], problems: [problem], notes: [], unknownContainers: [] };
}

const NO_PINS: Pins = { all: {}, byFlow: {} };

/** A root as the inventory keeps it: relative to the base, with slashes on every system. */
function shownRoot(base: string, root: string): string {
  const path = relative(base, isAbsolute(root) ? root : resolve(base, root));
  if (path === "") return ".";
  return sep === "/" ? path : path.split(sep).join("/");
}
