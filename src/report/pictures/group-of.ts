import type { Asset } from "../../model/model.ts";
import type { Grouping } from "./drawing.ts";

/** Metadata keys that name a layer; the first that holds a text counts. */
const LAYER_KEYS = ["model_layer", "layer"] as const;

/** The layer an asset belongs to, by its metadata; undefined when it says none or only a run decides it. */
export function layerOf(asset: Asset): string | undefined {
  return knownText(asset, LAYER_KEYS);
}

/** The system that holds an asset (`postgres`, `s3` ...), by its metadata. */
function systemOf(asset: Asset): string | undefined {
  return knownText(asset, ["system"]);
}

/**
 * The group of an asset, or undefined when it has none.
 *
 * @param writers namespaces of the flows that write it: they stand in for a namespace that the asset does not declare
 */
export function groupOf(asset: Asset, by: Grouping, writers: ReadonlySet<string>): string | undefined {
  if (by === "layer") return layerOf(asset);
  if (by === "system") return systemOf(asset);
  if (asset.namespace !== undefined) return asset.namespace;
  const [only, another] = writers;
  return another === undefined ? only : undefined;
}

function knownText(asset: Asset, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = Object.hasOwn(asset.metadata, key) ? asset.metadata[key] : undefined;
    if (typeof value === "string" && value.trim() !== "" && !value.includes("{{")) return value;
  }
  return undefined;
}
