import { closeSync } from "node:fs";
import { sameStat, statAt, toFileStat } from "../cache/file-stat.ts";
import { type OpenFile, openRegular } from "../files/regular-file.ts";
import { graphFromIndex } from "../graph/flat-graph.ts";
import { createGraph, type Graph } from "../graph/graph.ts";
import { declaredInventory } from "../model/declared-only.ts";
import type { Inventory } from "../model/model.ts";
import { uniteTies } from "../model/unite-ties.ts";
import { lazyInventory } from "../store/lazy-inventory.ts";
import { readStore } from "../store/read-store.ts";
import { ASSET } from "../store/record-table.ts";
import { allTexts, findText } from "../store/text-list.ts";
import type { CachePlace } from "./cache-place.ts";
import type { FilePath } from "./file-path.ts";
import { type IndexedGraph, type IndexHeader, indexPlace, openIndex } from "./store-index.ts";

/** An inventory with its graph. */
export interface OpenInventory {
  readonly inventory: Inventory;
  readonly graph: Graph;
}

/** The inventory in a store. With a current index, records are read on demand. Throws a StoreError like `readStore`. */
export function openStore(
  { path, shown }: FilePath,
  cache: CachePlace | undefined,
  view: InventoryView,
): OpenInventory {
  const indexed = openIndexed(path, cache);
  if (indexed === undefined) return withGraph(readStore(path, shown).inventory, view);
  const { hasInferred, ...open } = indexed;
  if (!hasInferred && view.aliases.length === 0) return open;
  const viewed = viewOf(open.inventory, view);
  return viewed === open.inventory ? open : { inventory: viewed, graph: createGraph(viewed) };
}

/** The part of an inventory for a query. */
export interface InventoryView {
  /** Only declarations. */
  readonly declared: boolean;
  /** Lists of ids of the same asset. */
  readonly aliases: readonly (readonly string[])[];
}

export function withGraph(inventory: Inventory, view: InventoryView): OpenInventory {
  const viewed = viewOf(inventory, view);
  return { inventory: viewed, graph: createGraph(viewed) };
}

function viewOf(inventory: Inventory, { declared, aliases }: InventoryView): Inventory {
  return uniteTies(declared ? declaredInventory(inventory) : inventory, aliases);
}

interface IndexedInventory extends OpenInventory {
  readonly hasInferred: boolean;
}

/** Undefined without a current index. */
export function openIndexed(store: string, cache: CachePlace | undefined): IndexedInventory | undefined {
  if (cache === undefined) return undefined;
  const index = openIndex(indexPlace(cache.folder, store).index, cache.build, statAt(store));
  const graph = index?.graph();
  index?.close();
  if (index === undefined || graph === undefined) return undefined;
  const records = openRecords(store, cache, index.header);
  if (records === undefined) return undefined;
  const inventory = lazyInventory(index.header.head, records, graph.starts);
  const hasInferred = graph.flags.some((flag) => (flag & ASSET.inferred) !== 0);
  return { inventory, graph: graphOf(graph, inventory), hasInferred };
}

/** An open file with the lines of a store; a later replacement does not affect it. */
export interface OpenRecords {
  readonly file: number;
  readonly close: () => void;
}

/** Opens the records of an index; undefined if they are missing or replaced. */
export function openRecords(
  store: string,
  { folder }: CachePlace,
  { records: stat }: IndexHeader,
): OpenRecords | undefined {
  let opened: OpenFile;
  try {
    opened = openRegular(indexPlace(folder, store).records);
  } catch {
    return undefined;
  }
  const { file, stats } = opened;
  if (sameStat(toFileStat(stats), stat)) return { file, close: () => closeSync(file) };
  closeSync(file);
  return undefined;
}

function graphOf({ ids, flags, ...relations }: IndexedGraph, inventory: Inventory): Graph {
  const { inputs, outputs, readers, writers, declarationOf } = relations;
  return graphFromIndex(
    {
      nodeOf: (id) => findText(ids, id),
      allIds: () => allTexts(ids),
      hasPatterns: flags.some((flag) => (flag & ASSET.pattern) !== 0),
      ...{ inputs, outputs, readers, writers, declarationOf },
    },
    inventory,
  );
}
