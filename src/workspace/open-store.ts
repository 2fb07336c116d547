import { closeSync, fstatSync, openSync } from "node:fs";
import { unflatten } from "../graph/flat-graph.ts";
import { createGraph, type Graph } from "../graph/graph.ts";
import type { Inventory } from "../inventory/model.ts";
import { programId } from "../program-id.ts";
import { ASSET, type StoreIndex } from "../store/assembly/store-state.ts";
import { allTexts, findText } from "../store/assembly/text-list.ts";
import { lazyInventory } from "../store/cache/lazy-inventory.ts";
import { readIndex } from "../store/cache/scan-index.ts";
import { scanPaths } from "../store/cache/scan-paths.ts";
import { sameStamp, stampAt, stampOf } from "../store/cache/stamp.ts";

/** Inventories that were opened with their index, and the graph it holds. */
const graphs = new WeakMap<Inventory, Graph>();

/** The graph of an inventory, from its index where it came with one. */
export function graphOf(inventory: Inventory): Graph {
  return graphs.get(inventory) ?? createGraph(inventory);
}

/** The inventory in a store whose index is up to date: only what is looked at is read. Undefined without such an index. */
export function openStore(base: string, store: string, program = programId()): Inventory | undefined {
  const paths = scanPaths(base, store);
  const found = program === undefined ? undefined : readIndex(paths, program, stampAt(store));
  if (found === undefined) return undefined;
  const { header, index } = found;
  let records: number;
  try {
    // What is put in its place from now on does not change what is read.
    records = openSync(paths.records, "r");
  } catch {
    return undefined;
  }
  if (!sameStamp(stampOf(fstatSync(records)), header.records)) {
    closeSync(records);
    return undefined;
  }
  const inventory = lazyInventory(records, header.head, index.lines);
  graphs.set(inventory, graphOfIndex(index, inventory));
  return inventory;
}

function graphOfIndex(index: StoreIndex, inventory: Inventory): Graph {
  const { assets, inputs, outputs, readers, writers, declarationOf } = index;
  return unflatten(
    {
      nodeOf: (id) => findText(assets.ids, id),
      allIds: () => allTexts(assets.ids),
      hasPatterns: assets.flags.some((flag) => (flag & ASSET.pattern) !== 0),
      ...{ inputs, outputs, readers, writers, declarationOf },
    },
    inventory,
  );
}
