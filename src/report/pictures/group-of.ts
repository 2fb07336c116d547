import type { Asset } from "../../model/model.ts";
import type { Grouping } from "./drawing.ts";

/** Metadata keys of a layer; the first with a text value applies. */
const LAYER_KEYS = ["model_layer", "layer"] as const;

/** The layer of an asset, from its metadata; undefined if absent or known only at run time. */
export function layerOf(asset: Asset): string | undefined {
  return knownText(asset, LAYER_KEYS);
}

/** The system of an asset (`postgres`, `s3` ...), from its metadata. */
function systemOf(asset: Asset): string | undefined {
  return knownText(asset, ["system"]);
}

/**
 * The group of an asset, or undefined.
 *
 * @param writers namespaces of the writing flows, the fallback for an asset without a namespace
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
