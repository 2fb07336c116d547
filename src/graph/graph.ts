import { type Incidence, sideOf, targetsOf, transpose } from "../model/incidence.ts";
import type { Asset, Bundle, Certainty, Inventory } from "../model/model.ts";
import { CERTAINTIES } from "../model/model.ts";
import { createPatternLinks, type PatternLinks } from "./pattern-links.ts";

/**
 * An inventory indexed for walks. Assets and bundles are numbers: node `n` is `assets[n]`, bundle `b` is `bundles[b]`.
 * Created once by `createGraph` and immutable.
 */
export interface Graph extends PatternLinks {
  readonly inventory: Inventory;
  readonly assets: readonly Asset[];
  readonly bundles: readonly Bundle[];
  /** The ids of all assets by node, without reading their records. */
  readonly allIds: () => readonly string[];
  /** The node of an id, or undefined for an unknown one. */
  readonly nodeOf: (id: string) => number | undefined;
  /** From bundle to the assets it reads. */
  readonly inputs: Incidence;
  /** From bundle to the assets it writes. */
  readonly outputs: Incidence;
  /** From asset to the bundles that read it. */
  readonly readers: Incidence;
  /** From asset to the bundles that write it. */
  readonly writers: Incidence;
  /** For each bundle the number of its declaration, shared by its cases, if known. */
  readonly declarationOf?: Uint32Array;
}

/** Indexes an inventory. Linear in its assets and bundle entries; links of patterns are computed on demand. */
export function createGraph(inventory: Inventory): Graph {
  const assets = [...inventory.assets];
  const nodes = new Map<string, number>();
  for (const [node, asset] of assets.entries()) nodes.set(asset.id, node);
  const nodeOf = (id: string): number => {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    // Only in an inventory written by hand; the id is added, so that no edge is lost.
    const node = assets.push({ id, certainty: "exact", external: false, metadata: {} }) - 1;
    nodes.set(id, node);
    return node;
  };
  const side = (key: "inputs" | "outputs") =>
    sideOf(
      inventory.bundles.map((bundle) => bundle[key]),
      nodeOf,
    );
  const inputs = side("inputs");
  const outputs = side("outputs");
  return {
    inventory,
    assets,
    bundles: inventory.bundles,
    allIds: () => assets.map((asset) => asset.id),
    nodeOf: (id) => nodes.get(id),
    inputs,
    outputs,
    readers: transpose(inputs, assets.length),
    writers: transpose(outputs, assets.length),
    ...createPatternLinks(assets.map((asset) => asset.id)),
  };
}

/** The node of an existing id. Throws a RangeError for an unknown one. */
export function requireNode(graph: Graph, id: string): number {
  const node = graph.nodeOf(id);
  if (node === undefined) throw new RangeError(`no asset has the id ${JSON.stringify(id)}`);
  return node;
}

export function assetAt(graph: Graph, node: number): Asset {
  const asset = graph.assets[node];
  if (asset === undefined) throw new RangeError(`the graph has no node ${node}`);
  return asset;
}

export function bundleAt(graph: Graph, index: number): Bundle {
  const bundle = graph.bundles[index];
  if (bundle === undefined) throw new RangeError(`the graph has no bundle ${index}`);
  return bundle;
}

/** The bundles that read or write an asset, in the order of the inventory. */
export function bundlesAt(graph: Graph, relation: Incidence, node: number): Bundle[] {
  return targetsOf(relation, node).map((index) => bundleAt(graph, index));
}

/** The certainty with this index in CERTAINTIES. */
export function certaintyAt(index: number | undefined): Certainty {
  return CERTAINTIES[index ?? 0] ?? "exact";
}
