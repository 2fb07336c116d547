import type { Bundle, Inventory, Place } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { recordJson } from "./record-json.ts";

/** How a record differs. */
export interface StoreDifference {
  readonly change: "added" | "removed" | "changed";
  /** The record in words: `asset "trips"`, `flow company.data/load`. */
  readonly what: string;
}

/** The differences of a newer inventory, in the order of the store. Empty for equal ones. */
export function differences(older: Inventory, newer: Inventory): StoreDifference[] {
  return [
    ...whole("tenant", older.tenant, newer.tenant),
    ...whole("the scanned paths", older.roots, newer.roots),
    ...whole("the scan settings", older.settings, newer.settings),
    ...whole("the number of files", older.files, newer.files),
    ...changed(
      older.flows,
      newer.flows,
      ({ namespace, flow, place }) => `flow "${namespace}/${flow}" (${at(place)})`,
    ),
    ...changed(older.assets, newer.assets, ({ id }) => `asset "${id}"`),
    ...changed(bundles(older), bundles(newer), ({ name }) => name),
    ...changed(grouped(older.tasks), grouped(newer.tasks), ({ name }) => `description of ${name}`),
    ...changed(grouped(older.activations), grouped(newer.activations), ({ name }) => `starts of ${name}`),
    ...changed(
      older.gaps,
      newer.gaps,
      ({ kind, place, message }) => `gap (${kind}) at ${at(place)}: ${message}`,
    ),
    ...changed(grouped(older.inert), grouped(newer.inert), ({ name }) => `ignored declaration of ${name}`),
    ...changed(
      older.ties ?? [],
      newer.ties ?? [],
      ({ ids: [one, other] }) => `"${one}" and "${other}" as one asset`,
    ),
  ];
}

function whole(what: string, older: unknown, newer: unknown): StoreDifference[] {
  return contentOf(older) === contentOf(newer) ? [] : [{ change: "changed", what }];
}

function changed<Item>(
  older: readonly Item[],
  newer: readonly Item[],
  name: (item: Item) => string,
): StoreDifference[] {
  const before = new Map(older.map((item) => [name(item), contentOf(item)]));
  const after = new Map(newer.map((item) => [name(item), contentOf(item)]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(compareText)
    .flatMap((what): StoreDifference[] => {
      const old = before.get(what);
      const now = after.get(what);
      if (old === now) return [];
      if (old === undefined) return [{ change: "added", what }];
      return [{ change: now === undefined ? "removed" : "changed", what }];
    });
}

/** One inventory may come from a store and the other from a scan, so the order of keys does not count. */
function contentOf(value: unknown): string {
  return recordJson(value);
}

interface Group {
  readonly name: string;
  readonly items: readonly unknown[];
}

type Named = Pick<Bundle, "namespace" | "flow" | "task">;

function grouped(items: readonly Named[]): Group[] {
  const groups = new Map<string, unknown[]>();
  for (const item of items) {
    const name = `task "${item.task}" of "${item.namespace}/${item.flow}"`;
    const known = groups.get(name);
    if (known) known.push(item);
    else groups.set(name, [item]);
  }
  return [...groups].map(([name, group]) => ({ name, items: group }));
}

function bundles(inventory: Inventory): Group[] {
  return grouped(inventory.bundles).map(({ name, items }) => ({
    name: `reads and writes of ${name}`,
    items,
  }));
}

function at({ file, line }: Place): string {
  return `${file}:${line}`;
}
