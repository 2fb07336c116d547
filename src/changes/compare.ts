import { compareAssets } from "./compare-assets.ts";
import { compareBundles } from "./compare-bundles.ts";
import { compareEdges } from "./compare-edges.ts";
import { compareFlows } from "./compare-flows.ts";
import type { ComparedState, InventoryDifference, Sides } from "./compared.ts";

/** The differences between two inventories. Linear in their size and in the changed edges. */
export function compareInventories(sides: Sides): InventoryDifference {
  const edges = compareEdges(sides);
  return {
    assets: compareAssets(sides, edges),
    flows: compareFlows(sides),
    bundles: compareBundles(sides),
    edges,
  };
}

/** For the selection `state:`: the change of each differing asset. */
export function assetStates({ assets }: InventoryDifference): Map<string, ComparedState> {
  const states = { added: "new", removed: "removed", changed: "modified" } as const;
  return new Map(assets.map(({ id, change }) => [id, states[change]]));
}
