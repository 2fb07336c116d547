import { flatten, unflatten } from "../../graph/flat-graph.ts";
import { createGraph, type Graph } from "../../graph/graph.ts";
import type { Incidence } from "../../inventory/incidence.ts";
import type { Inventory } from "../../inventory/model.ts";
import { programId } from "../../program-id.ts";
import { cachePaths } from "../../store/cache/file-cache.ts";
import { type Arrays, openIndex, writeIndex } from "../../store/cache/index-file.ts";

const SIDES = ["inputs", "outputs", "readers", "writers"] as const;

/** Inventories that were opened with their index, and the graph it holds. */
const graphs = new WeakMap<Inventory, Graph>();

/** The graph of an inventory, from its index where it came with one. */
export function graphOf(inventory: Inventory): Graph {
  return graphs.get(inventory) ?? createGraph(inventory);
}

/** The inventory in a store whose index is up to date: only what is looked at is read. Undefined without such an index. */
export function openStore(base: string, store: string, program = programId()): Inventory | undefined {
  const indexed = program === undefined ? undefined : openIndex(cachePaths(base, store), store, program);
  if (indexed === undefined) return undefined;
  const { inventory, ids, arrays } = indexed;
  const sides = Object.fromEntries(SIDES.map((side) => [side, incidence(arrays, side)]));
  const flat = {
    ids,
    hasPatterns: arrays.patterns?.[0] === 1,
    ...(sides as Record<(typeof SIDES)[number], Incidence>),
    declarationOf: wide(arrays, "declarations"),
  };
  graphs.set(inventory, unflatten(flat, inventory));
  return inventory;
}

/** @param text the exact content of the store */
export function indexStore(
  base: string,
  store: string,
  inventory: Inventory,
  text: string,
  program = programId(),
): void {
  if (program === undefined || store.toLowerCase().endsWith(".ion")) return;
  const flat = flatten(inventory);
  if (flat === undefined) return;
  const arrays: Record<string, Uint32Array | Uint8Array> = {
    patterns: Uint8Array.of(flat.hasPatterns ? 1 : 0),
    declarations: flat.declarationOf,
  };
  for (const side of SIDES) {
    const { offsets, targets, certainties } = flat[side];
    Object.assign(arrays, {
      [`${side} offsets`]: offsets,
      [`${side} targets`]: targets,
      [`${side} certainties`]: certainties,
    });
  }
  writeIndex(cachePaths(base, store), store, program, text, inventory, arrays);
}

function incidence(arrays: Arrays, side: string): Incidence {
  const certainties = arrays[`${side} certainties`];
  return {
    offsets: wide(arrays, `${side} offsets`),
    targets: wide(arrays, `${side} targets`),
    certainties: certainties instanceof Uint8Array ? certainties : new Uint8Array(),
  };
}

function wide(arrays: Arrays, name: string): Uint32Array {
  const array = arrays[name];
  return array instanceof Uint32Array ? array : new Uint32Array();
}
