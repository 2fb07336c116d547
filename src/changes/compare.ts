import { compareAssets } from "./compare-assets.ts";
import { compareBundles } from "./compare-bundles.ts";
import { compareEdges } from "./compare-edges.ts";
import { compareFlows } from "./compare-flows.ts";
import type { ComparedState, InventoryDifference, Sides } from "./compared.ts";

/** What is different between two inventories. Linear in their size, and in the edges of what is different. */
export function compareInventories(sides: Sides): InventoryDifference {
  const edges = compareEdges(sides);
  return {
    assets: compareAssets(sides, edges),
    flows: compareFlows(sides),
    bundles: compareBundles(sides),
    edges,
  };
}

/** For the selection `state:`: what became of each asset that is not as before. */
export function assetStates({ assets }: InventoryDifference): Map<string, ComparedState> {
  const states = { added: "new", removed: "removed", changed: "modified" } as const;
  return new Map(assets.map(({ id, change }) => [id, states[change]]));
}
