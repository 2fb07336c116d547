import { discover, type Found } from "./flows/discover.ts";
import type { Place } from "./flows/place.ts";
import type { Problem } from "./flows/problem.ts";
import { type FileContents, readFlowFile, readFlowText } from "./flows/read-flow-file.ts";
import { type SourceText, sourceText } from "./flows/source-text.ts";
import type { Inventory } from "./inventory/model.ts";
import { type FileParts, inventoryOfFiles, resolveFile } from "./resolve/resolve-file.ts";
import {
  about,
  resolveOptions,
  type ScannedFile,
  type ScanOptions,
  type ScanProgress,
} from "./scan-setup.ts";

export type { ScannedFile, ScanOptions, ScanProgress };

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
  const resolving = resolveOptions(options);
  const files: FileParts[] = [];
  const problems: Problem[] = [];
  let flows = 0;
  for (const item of withGiven(discover(options.roots, options), options.texts)) {
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
