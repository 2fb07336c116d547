import type { Asset, Inventory } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import type { EventContext } from "./context.ts";
import type { DatasetName } from "./event.ts";
import { mappedValue } from "./mappings.ts";
import { platformName } from "./platform-name.ts";

export interface DatasetNames {
  /** The name of an asset; undefined for a pattern. */
  readonly of: (id: string) => DatasetName | undefined;
  /** The tenant-specific name of an asset, for `symlinks`. */
  readonly neutral: (id: string) => DatasetName;
  /** Assets with a shared platform name, which keep their neutral names. */
  readonly collisions: readonly string[];
}

/**
 * Names of assets: from a mapping, else from complete metadata, else `{tenant namespace, id}`. Names are unique and
 * contain no `{{`.
 */
export function datasetNames(inventory: Inventory, context: EventContext): DatasetNames {
  const neutral = (id: string): DatasetName => ({ namespace: context.datasetNamespace, name: id });
  const candidates = new Map<string, DatasetName>();
  const taken = new Map<string, string[]>();
  for (const asset of inventory.assets) {
    if (isPattern(asset.id) || asset.id.includes("{{")) continue;
    const name = mappedName(asset, context) ?? platformName(asset) ?? neutral(asset.id);
    candidates.set(asset.id, name);
    const key = JSON.stringify([name.namespace, name.name]);
    taken.set(key, [...(taken.get(key) ?? []), asset.id]);
  }
  const collisions = [...taken.values()].filter((ids) => ids.length > 1).flat();
  for (const id of collisions) candidates.set(id, neutral(id));
  return { of: (id) => candidates.get(id), neutral, collisions: collisions.sort() };
}

function mappedName(asset: Asset, { mappings, datasetNamespace }: EventContext): DatasetName | undefined {
  const namespace = mappedValue(asset, "namespace", mappings);
  const name = mappedValue(asset, "name", mappings);
  if (namespace === undefined && name === undefined) return undefined;
  return { namespace: namespace ?? datasetNamespace, name: name ?? asset.id };
}
