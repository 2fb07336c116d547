import { closeSync, fstatSync, openSync } from "node:fs";
import { sameStat, statAt, toFileStat } from "../cache/file-stat.ts";
import { unflatten } from "../graph/flat-graph.ts";
import { createGraph, type Graph } from "../graph/graph.ts";
import type { Inventory } from "../model/model.ts";
import { lazyInventory } from "../store/lazy-inventory.ts";
import { readStore } from "../store/read-store.ts";
import { ASSET } from "../store/record-table.ts";
import { allTexts, findText } from "../store/text-list.ts";
import type { CachePlace } from "./cache-place.ts";
import type { FilePath } from "./file-path.ts";
import { type IndexedGraph, type IndexHeader, indexPlace, openIndex } from "./store-index.ts";

/** An inventory and the graph over it. */
export interface OpenInventory {
  readonly inventory: Inventory;
  readonly graph: Graph;
}

/**
 * The inventory in a store. Where its index is up to date, only what is looked at is read. Throws a StoreError like
 * `readStore`.
 */
export function openStore({ path, shown }: FilePath, cache: CachePlace | undefined): OpenInventory {
  return openIndexed(path, cache) ?? withGraph(readStore(path, shown).inventory);
}

export function withGraph(inventory: Inventory): OpenInventory {
  return { inventory, graph: createGraph(inventory) };
}

/** Undefined without an index that belongs to the store. */
export function openIndexed(store: string, cache: CachePlace | undefined): OpenInventory | undefined {
  if (cache === undefined) return undefined;
  const index = openIndex(indexPlace(cache.folder, store).index, cache.build, statAt(store));
  const graph = index?.graph();
  index?.close();
  if (index === undefined || graph === undefined) return undefined;
  const records = openRecords(store, cache, index.header);
  if (records === undefined) return undefined;
  const inventory = lazyInventory(index.header.head, records, graph.starts);
  return { inventory, graph: graphOf(graph, inventory) };
}

/** An open file that lines of a store are read from: what takes its name from now on does not change it. */
export interface OpenRecords {
  readonly file: number;
  readonly close: () => void;
}

/** Opens the records that an index belongs to; undefined where they are gone or others. */
export function openRecords(
  store: string,
  { folder }: CachePlace,
  { records: stat }: IndexHeader,
): OpenRecords | undefined {
  let file: number;
  try {
    file = openSync(indexPlace(folder, store).records, "r");
  } catch {
    return undefined;
  }
  if (sameStat(toFileStat(fstatSync(file)), stat)) return { file, close: () => closeSync(file) };
  closeSync(file);
  return undefined;
}

function graphOf({ ids, flags, ...relations }: IndexedGraph, inventory: Inventory): Graph {
  const { inputs, outputs, readers, writers, declarationOf } = relations;
  return unflatten(
    {
      nodeOf: (id) => findText(ids, id),
      allIds: () => allTexts(ids),
      hasPatterns: flags.some((flag) => (flag & ASSET.pattern) !== 0),
      ...{ inputs, outputs, readers, writers, declarationOf },
    },
    inventory,
  );
}
