import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { FileResult } from "../../src/model/declared.ts";
import type { Inventory } from "../../src/model/model.ts";
import { fileEnvironments } from "../../src/resolve/file-environments.ts";
import { DEFAULT_MAX_CASES, type ResolveOptions } from "../../src/resolve/index.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";
import type { RepositoryFiles } from "./repository.ts";

/** The inventory of a repository whose flows say things to one another; the specification of a linked scan. */
export function linkedInventoryOf(files: RepositoryFiles, options: Partial<ResolveOptions> = {}): Inventory {
  const base: ResolveOptions = {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: DEFAULT_MAX_CASES,
    ...options,
  };
  const read = Object.entries(files).map(([name, text]) => readFlowText(sourceText(name, text)));
  let results: readonly FileResult[] = read.map((contents) => resolveFile(contents, base));
  let before = "";
  for (let round = 0; round < 40; round++) {
    const linked = results.map(({ flows }) =>
      flows.map(({ record, links }) => ({ ...record, ...(links && { links }) })),
    );
    const found = fileEnvironments(linked, base.maxCases);
    const hashes = JSON.stringify([...found].map(([position, { hash }]) => [position, hash]));
    if (hashes === before) break;
    before = hashes;
    results = read.map((contents, position) => {
      const environments = found.get(position)?.byFlow;
      return resolveFile(contents, { ...base, ...(environments && { environments }) });
    });
  }
  return inventoryOfFiles(results, [], { tenant: "main", roots: ["."] });
}
