import type { Inventory } from "../../model/model.ts";
import { pushAll } from "../../util/push-all.ts";

/** One line of a record file: the head of the inventory, or an entry of one of its lists. */
export type InventoryRecord = Readonly<Record<string, unknown>> & { readonly record: string };

/** A violation of the format of inventory files. */
export class FileFormatError extends Error {
  override readonly name = "FileFormatError";
}

/**
 * Splits an inventory into records, so that large ones can be streamed: the head with the names of its lists, then the
 * entries of each list, with the list in `record`.
 */
export function* toRecords(inventory: Inventory): Generator<InventoryRecord> {
  const lists = listsOf(inventory);
  const head = Object.entries(inventory).filter(([key]) => !Object.hasOwn(lists, key));
  yield { record: "inventory", ...Object.fromEntries(head), lists: Object.keys(lists) };
  for (const [record, entries] of Object.entries(lists)) {
    for (const entry of entries) yield { record, ...entry };
  }
}

/** Reassembles records. Throws a FileFormatError for a missing head or an unannounced list. */
export function fromRecords(records: Iterable<unknown>): Inventory {
  const inventory: [string, unknown][] = [];
  const lists = new Map<string, unknown[]>();
  let first = true;
  for (const record of records) {
    if (!isRecord(record)) throw new FileFormatError('each record is an object with a text "record"');
    const { record: name, ...entry } = record;
    if (first) {
      if (name !== "inventory") throw new FileFormatError('the first record is not "inventory"');
      const { lists: names, ...head } = entry;
      pushAll(inventory, Object.entries(head));
      for (const list of Array.isArray(names) ? names : []) lists.set(String(list), []);
      first = false;
      continue;
    }
    const list = lists.get(name);
    if (!list)
      throw new FileFormatError(
        `a record belongs to the list "${name}", which is missing from the first record`,
      );
    list.push(entry);
  }
  if (first) throw new FileFormatError("no record");
  return Object.fromEntries([...inventory, ...lists]) as unknown as Inventory;
}

/** The lists of objects in an inventory, by key. Lists of texts (`roots`) are part of its head. */
export function listsOf(inventory: Inventory): Readonly<Record<string, readonly object[]>> {
  const lists: [string, readonly object[]][] = [];
  for (const [key, value] of Object.entries(inventory) as [string, unknown][]) {
    if (key !== "roots" && Array.isArray(value)) lists.push([key, value]);
  }
  return Object.fromEntries(lists);
}

function isRecord(value: unknown): value is InventoryRecord {
  return typeof value === "object" && value !== null && "record" in value && typeof value.record === "string";
}
