import { flowKey, taskKey } from "../model/keys.ts";
import type { Activation, Asset, Bundle, Gap, Inventory } from "../model/model.ts";
import { compareGaps, compareText, orderBundles, orderFlows } from "../model/order.ts";
import type { Sides } from "./compared.ts";

/**
 * Both inventories as one, so that a walk also reaches assets downstream of removed ones. Common records appear once,
 * in their new form.
 */
export function uniteInventories({ before, after }: Sides): Inventory {
  const gapKey = ({ kind, namespace, flow, task, place, message }: Gap) =>
    JSON.stringify([kind, namespace, flow, task, place.file, message]);
  const activationKey = (activation: Activation) =>
    JSON.stringify({ ...activation, place: activation.place.file });
  return {
    ...after,
    flows: unite(after.flows, before.flows, flowKey).sort(orderFlows),
    assets: unite(after.assets, before.assets, (asset: Asset) => asset.id).sort((a, b) =>
      compareText(a.id, b.id),
    ),
    bundles: unite(after.bundles, before.bundles, contentKey).sort(orderBundles),
    activations: unite(after.activations, before.activations, activationKey),
    gaps: unite(after.gaps, before.gaps, gapKey).sort(compareGaps),
  };
}

/** The contents of a bundle, independent of its place. */
function contentKey(bundle: Bundle): string {
  const { inputs, outputs, assumptions } = bundle;
  return JSON.stringify([taskKey(bundle), inputs.map((e) => e.id), outputs.map((e) => e.id), assumptions]);
}

function unite<T>(first: readonly T[], then: readonly T[], keyOf: (item: T) => string): T[] {
  const known = new Set(first.map(keyOf));
  return [...first, ...then.filter((item) => !known.has(keyOf(item)))];
}
