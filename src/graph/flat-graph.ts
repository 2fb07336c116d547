import type { Incidence } from "../inventory/incidence.ts";
import type { Asset, Bundle, Inventory } from "../inventory/model.ts";
import { isPattern } from "../inventory/pattern.ts";
import { createGraph, type Graph } from "./graph.ts";
import { createPatternLinks } from "./pattern-links.ts";
import { declarations } from "./step-graph.ts";

/** What a graph needs to be walked, without the records of its assets and bundles. */
export interface FlatGraph {
  /** By node, in ascending order of code units. */
  readonly ids: readonly string[];
  readonly hasPatterns: boolean;
  readonly inputs: Incidence;
  readonly outputs: Incidence;
  readonly readers: Incidence;
  readonly writers: Incidence;
  readonly declarationOf: Uint32Array;
}

/** A graph without its records; undefined for an inventory that no scan makes: ids that are not assets, or not in order. */
export function flatten(inventory: Inventory): FlatGraph | undefined {
  const { assets, bundles, inputs, outputs, readers, writers } = createGraph(inventory);
  const ids = assets.map((asset) => asset.id);
  const inOrder = ids.every((id, node) => node === 0 || (ids[node - 1] ?? "") < id);
  if (!inOrder || assets.length !== inventory.assets.length) return undefined;
  const declarationOf = declarations(bundles);
  return { ids, hasPatterns: ids.some(isPattern), inputs, outputs, readers, writers, declarationOf };
}

/**
 * The graph again. Its answers are those of `createGraph`; records are looked at only where an answer needs them.
 *
 * @param inventory whose lists may be read lazily
 */
export function unflatten(flat: FlatGraph, inventory: Inventory): Graph {
  const { ids, hasPatterns, ...relations } = flat;
  const assets: readonly Asset[] = inventory.assets;
  const bundles: readonly Bundle[] = inventory.bundles;
  let links: Graph["linksOf"] | undefined;
  const linksOf = (node: number) => {
    links ??= hasPatterns ? createPatternLinks([...ids]) : () => [];
    return links(node);
  };
  return { inventory, assets, bundles, nodeOf: (id) => find(ids, id), linksOf, ...relations };
}

function find(ids: readonly string[], id: string): number | undefined {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const here = ids[middle] ?? "";
    if (here === id) return middle;
    if (here < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
