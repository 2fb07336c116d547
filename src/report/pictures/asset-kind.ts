import type { Asset } from "../../model/model.ts";
import { EXTERNAL_TYPE, shortType } from "../../model/types.ts";
import type { AssetKind } from "./drawing.ts";

const KINDS: Readonly<Record<string, AssetKind>> = {
  table: "table",
  view: "table",
  file: "file",
  dataset: "dataset",
  vm: "vm",
};

/** The kind of an asset for its shape, from the last word of its type, independent of the package. */
export function assetKind(asset: Asset): AssetKind {
  if (asset.type === undefined) return asset.external ? "external" : "none";
  if (asset.type === EXTERNAL_TYPE) return "external";
  const word = shortType(asset.type).toLowerCase();
  return Object.hasOwn(KINDS, word) ? (KINDS[word] ?? "other") : "other";
}
