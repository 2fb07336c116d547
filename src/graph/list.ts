import type { Asset, Certainty } from "../model/model.ts";
import { isType } from "../model/types.ts";
import type { Json } from "../util/json.ts";
import { assetAt, type Graph } from "./graph.ts";
import { countUsages, type Usage, usagesOf } from "./usages.ts";

export interface AssetFilter {
  /** The complete type, or its last part (`Table`); case-insensitive. */
  readonly type?: string;
  /** The namespace or a parent: `kestra.company` matches `kestra.company.data`. */
  readonly namespace?: string;
  /** All conditions must hold. A value other than text is compared as JSON. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly external?: boolean;
  readonly certainty?: Certainty;
}

/** An asset with its writing and reading tasks. */
export interface ListedAsset {
  readonly asset: Asset;
  readonly writers: readonly Usage[];
  readonly readers: readonly Usage[];
}

/** An asset with its numbers of tasks. */
export interface CountedAsset {
  readonly asset: Asset;
  readonly writers: Pick<readonly Usage[], "length">;
  readonly readers: Pick<readonly Usage[], "length">;
}

/**
 * The assets that pass a filter, sorted by id. O(assets + entries of the bundles of matching assets).
 *
 * @param nodes only these, ascending; all when absent
 */
export function listAssets(
  graph: Graph,
  filter: AssetFilter = {},
  nodes: Iterable<number> = graph.assets.keys(),
): ListedAsset[] {
  return passing(graph, filter, nodes, (node, asset) => {
    const { writers, readers } = usagesOf(graph, node, asset.id);
    return { asset, writers, readers };
  });
}

/** The same with numbers only, which usually needs no record of a bundle. */
export function countAssets(
  graph: Graph,
  filter: AssetFilter = {},
  nodes: Iterable<number> = graph.assets.keys(),
): CountedAsset[] {
  return passing(graph, filter, nodes, (node, asset) => ({
    asset,
    writers: { length: countUsages(graph, node, asset.id, "writers") },
    readers: { length: countUsages(graph, node, asset.id, "readers") },
  }));
}

function passing<Item>(
  graph: Graph,
  filter: AssetFilter,
  nodes: Iterable<number>,
  itemOf: (node: number, asset: Asset) => Item,
): Item[] {
  const items: Item[] = [];
  for (const node of nodes) {
    const asset = assetAt(graph, node);
    if (passes(asset, filter)) items.push(itemOf(node, asset));
  }
  return items;
}

/** Whether any asset passes a filter. O(assets). */
export function hasAny(graph: Graph, filter: AssetFilter): boolean {
  return graph.assets.some((asset) => passes(asset, filter));
}

function passes(asset: Asset, filter: AssetFilter): boolean {
  const { type, namespace, metadata = {}, external, certainty } = filter;
  return (
    (type === undefined || (asset.type !== undefined && isType(asset.type, type))) &&
    (namespace === undefined || isInNamespace(asset.namespace, namespace)) &&
    (external === undefined || asset.external === external) &&
    (certainty === undefined || asset.certainty === certainty) &&
    Object.entries(metadata).every(([key, value]) => hasMetadata(asset, key, value))
  );
}

function isInNamespace(namespace: string | undefined, wanted: string): boolean {
  return namespace !== undefined && (namespace === wanted || namespace.startsWith(`${wanted}.`));
}

function hasMetadata(asset: Asset, key: string, wanted: string): boolean {
  if (!Object.hasOwn(asset.metadata, key)) return false;
  return metadataText(asset.metadata[key] ?? null) === wanted;
}

/** A metadata value in the form of a filter. */
export function metadataText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
