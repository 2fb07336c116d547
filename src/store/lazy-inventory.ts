import { lazyList } from "../model/lazy-list.ts";
import type { Inventory } from "../model/model.ts";
import { LISTS, type ListName, OPTIONAL_LISTS, type StoreHeader } from "./layout.ts";
import { countOf, recordsIn } from "./lines.ts";
import type { ByteSource } from "./rope.ts";

/**
 * The inventory in the text of a store, with records read on demand.
 *
 * @param source stays open until the process ends, because a query is one answer
 */
export function lazyInventory(
  head: StoreHeader,
  source: ByteSource,
  starts: Readonly<Record<ListName, Uint32Array>>,
): Inventory {
  const lists = LISTS.flatMap((list) => {
    const lines = { source, starts: starts[list] };
    const count = countOf(lines);
    if (count === 0 && OPTIONAL_LISTS.has(list)) return [];
    return [[list, lazyList(count, (from, to) => recordsIn(lines, from, to))]];
  });
  return { ...head, ...Object.fromEntries(lists) } as Inventory;
}
