import { flowKey } from "../../model/keys.ts";
import type { Inventory } from "../../model/model.ts";

/** The part of an inventory with some assets: their tasks, the flows of these, and the gaps of those. */
export function restrict(inventory: Inventory, keep: ReadonlySet<string>): Inventory {
  const bundles = inventory.bundles
    .map((bundle) => ({
      ...bundle,
      inputs: bundle.inputs.filter(({ id }) => keep.has(id)),
      outputs: bundle.outputs.filter(({ id }) => keep.has(id)),
    }))
    .filter(({ inputs, outputs }) => inputs.length + outputs.length > 0);
  const flows = new Set(bundles.map(flowKey));
  return {
    ...inventory,
    bundles,
    assets: inventory.assets.filter(({ id }) => keep.has(id)),
    flows: inventory.flows.filter((flow) => flows.has(flowKey(flow))),
    gaps: inventory.gaps.filter(
      ({ namespace, flow }) =>
        namespace === undefined || flow === undefined || flows.has(flowKey({ namespace, flow })),
    ),
  };
}
