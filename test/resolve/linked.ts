import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { Inventory } from "../../src/model/model.ts";
import { DEFAULT_MAX_CASES, type ResolveOptions } from "../../src/resolve/index.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";
import { linkedResults } from "../linked-results.ts";
import type { RepositoryFiles } from "./repository.ts";

/** The inventory of a repository with links between flows. */
export function linkedInventoryOf(files: RepositoryFiles, options: Partial<ResolveOptions> = {}): Inventory {
  const base: ResolveOptions = {
    ...{ tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: DEFAULT_MAX_CASES },
    ...options,
  };
  const names = Object.keys(files);
  const read = names.map((name) => readFlowText(sourceText(name, files[name] ?? "")));
  const results = linkedResults(names, base.maxCases, (position, environments) => {
    const contents = read[position];
    if (contents === undefined) throw new RangeError("no such file");
    return resolveFile(contents, { ...base, ...(environments && { environments }) });
  });
  return inventoryOfFiles(results, [], { tenant: "main", roots: ["."] });
}
