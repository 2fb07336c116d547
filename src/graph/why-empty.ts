import { compareText } from "../model/order.ts";
import { shortType } from "../model/types.ts";
import type { Graph } from "./graph.ts";
import { type AssetFilter, hasAny, metadataText } from "./list.ts";

/** Reasons for an empty filter result, one per line. Empty for an empty inventory. O(conditions × assets). */
export function whyEmpty(graph: Graph, filter: AssetFilter): string[] {
  if (graph.assets.length === 0) return [];
  const reasons = parts(filter).flatMap((part) => (hasAny(graph, part) ? [] : [reasonOf(graph, part)]));
  if (reasons.length > 0) return reasons;
  return ["each filter matches some assets, but no asset matches all of them"];
}

/** The filter split into single conditions. */
function parts({ metadata, ...rest }: AssetFilter): AssetFilter[] {
  return [
    ...Object.entries(rest).map(([key, value]): AssetFilter => ({ [key]: value })),
    ...Object.entries(metadata ?? {}).map(([key, value]): AssetFilter => ({ metadata: { [key]: value } })),
  ];
}

function reasonOf(
  { assets }: Graph,
  { type, namespace, metadata, external, certainty }: AssetFilter,
): string {
  if (type !== undefined) {
    const types = assets.flatMap((asset) => (asset.type === undefined ? [] : [shortType(asset.type)]));
    return `no asset of type "${type}"${among("types", types)}`;
  }
  if (namespace !== undefined) {
    const namespaces = assets.flatMap((asset) => asset.namespace ?? []);
    return `no asset in the namespace "${namespace}"${among("namespaces", namespaces)}`;
  }
  for (const [key, value] of Object.entries(metadata ?? {})) {
    const having = assets.filter((asset) => Object.hasOwn(asset.metadata, key));
    if (having.length > 0) {
      const values = having.map((asset) => metadataText(asset.metadata[key] ?? null));
      return `no asset with metadata "${key}" = "${value}"${among("values", values)}`;
    }
    const keys = assets.flatMap((asset) => Object.keys(asset.metadata));
    return `no asset with metadata "${key}"${among("keys", keys)}`;
  }
  if (external !== undefined) return `no ${external ? "" : "non-"}external asset`;
  return `no asset with certainty "${certainty}"`;
}

const MAX_SUGGESTIONS = 6;

/** A few of the existing values, as suggestions. */
function among(words: string, texts: readonly string[]): string {
  const different = [...new Set(texts)].sort(compareText);
  if (different.length === 0) return "";
  const more = different.length > MAX_SUGGESTIONS ? " ..." : "";
  return `; ${words}: ${different
    .slice(0, MAX_SUGGESTIONS)
    .map((text) => `"${text}"`)
    .join(", ")}${more}`;
}
