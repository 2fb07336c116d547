import type { Asset, Certainty } from "../model/model.ts";
import { isType } from "../model/types.ts";
import type { Json } from "../util/json.ts";
import { assetAt, type Graph } from "./graph.ts";
import { countUsages, type Usage, usagesOf } from "./usages.ts";

export interface AssetFilter {
  /** The whole type, or its last part (`Table`); upper and lower case are the same. */
  readonly type?: string;
  /** The namespace itself or one above it: `kestra.company` keeps `kestra.company.data`. */
  readonly namespace?: string;
  /** All of these must hold. A value that is not text is compared as its JSON. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly external?: boolean;
  readonly certainty?: Certainty;
}

/** An asset with the tasks around it. */
export interface ListedAsset {
  readonly asset: Asset;
  readonly writers: readonly Usage[];
  readonly readers: readonly Usage[];
}

/** An asset with the number of tasks around it. */
export interface CountedAsset {
  readonly asset: Asset;
  readonly writers: Pick<readonly Usage[], "length">;
  readonly readers: Pick<readonly Usage[], "length">;
}

/**
 * The assets that pass a filter, sorted by id. O(assets + entries of the bundles that name those that pass).
 *
 * @param nodes only these, ascending; all of them without
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

/** The same with numbers alone, which mostly needs no record of a bundle. */
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

/** A metadata value as a filter names it. */
export function metadataText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
