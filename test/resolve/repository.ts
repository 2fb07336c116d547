import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { Inventory } from "../../src/model/model.ts";
import { DEFAULT_MAX_CASES, type ResolveOptions } from "../../src/resolve/index.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";

/** The texts of files, by name. */
export type RepositoryFiles = Readonly<Record<string, string>>;

/** The inventory of a repository given as texts. */
export function inventoryOf(files: RepositoryFiles, options: Partial<ResolveOptions> = {}): Inventory {
  const resolving = {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: DEFAULT_MAX_CASES,
    ...options,
  };
  const parts = Object.entries(files).map(([name, text]) =>
    resolveFile(readFlowText(sourceText(name, text)), resolving),
  );
  return inventoryOfFiles(parts, [], { tenant: "main", roots: ["."] });
}
