import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import type { Inventory } from "../../src/model/model.ts";
import { inventoryOfFiles, resolveFile } from "../../src/resolve/resolve-file.ts";

/** The inventory of one file. */
export function inventoryOf(text: string): Inventory {
  const file = resolveFile(readFlowText(sourceText("flow.yaml", text)), {
    tenant: "main",
    pins: { all: {}, byFlow: {} },
    maxCases: 1000,
  });
  return inventoryOfFiles([file], [], { tenant: "main", roots: ["flow.yaml"] });
}
