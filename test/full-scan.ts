import { discover } from "../src/flows/discover.ts";
import type { Place } from "../src/flows/place.ts";
import type { Problem } from "../src/flows/problem.ts";
import { type FileContents, readFlowFile } from "../src/flows/read-flow-file.ts";
import { readFile } from "../src/infer/index.ts";
import type { FileResult } from "../src/model/declared.ts";
import type { Inventory } from "../src/model/model.ts";
import { inventoryOfFiles } from "../src/resolve/resolve-file.ts";
import { about, resolveOptions, type ScanOptions } from "../src/workspace/scan-options.ts";
import { linkedResults } from "./linked-results.ts";

export interface ScanResult {
  readonly inventory: Inventory;
  /** Probable mistakes in flows. */
  readonly notes: readonly { readonly message: string; readonly place: Place }[];
}

/**
 * The reference implementation of a scan: reads all flows under the roots and resolves their declarations. All
 * optimized scans must give the same result. An unreadable file is a gap and does not end the scan. The result depends
 * only on the files and the options. Throws an AssetsError (exit code 2) for a missing root.
 */
export function scan(options: ScanOptions): ScanResult {
  const resolving = resolveOptions(options);
  const found: { readonly shownAs: string; readonly contents: FileContents }[] = [];
  const problems: Problem[] = [];
  let flows = 0;
  for (const item of discover(options.roots, options)) {
    if (item.kind === "problem") {
      problems.push(item.problem);
      continue;
    }
    const contents = readFlowFile(item.path, item.shownAs);
    found.push({ shownAs: item.shownAs, contents });
    flows += contents.flows.length;
    options.onFile?.({ files: found.length, flows });
  }
  const files = linkedResults(
    found.map(({ shownAs }) => shownAs),
    resolving.maxCases,
    (position, environments) => {
      const contents = found[position]?.contents;
      if (contents === undefined) throw new RangeError("no such file");
      return readFile(contents, { ...resolving, ...(environments && { environments }) });
    },
  );
  return { inventory: inventoryOfFiles(files, problems, about(options)), notes: notesOf(files) };
}

function notesOf(files: readonly FileResult[]): readonly Problem[] {
  return files.flatMap((file) => file.notes);
}
