import { lazyList } from "../../inventory/lazy-list.ts";
import type { Inventory } from "../../inventory/model.ts";
import { readBytes } from "../rope.ts";
import type { StoreIndex } from "../assembly/store-state.ts";
import { LISTS, type ListName } from "../layout.ts";

/**
 * The inventory in an open store: its records are read where they are looked at. The store stays open until the process
 * ends, for a query is one answer.
 */
export function lazyInventory(
  file: number,
  head: Omit<Inventory, ListName>,
  lines: StoreIndex["lines"],
): Inventory {
  const lists = LISTS.map((list) => [list, linesOf(file, lines[list])] as const);
  return { ...head, ...Object.fromEntries(lists) } as Inventory;
}

function linesOf(file: number, starts: Uint32Array): readonly unknown[] {
  const count = starts.length - 1;
  const read = (from: number, to: number): string =>
    readBytes({ file }, starts[from] ?? 0, starts[to] ?? 0)
      .toString("utf8")
      .replace(/,?\n$/, "");
  const one = (index: number): unknown => JSON.parse(read(index, index + 1));
  const all = () => JSON.parse(`[${read(0, count)}]`) as readonly unknown[];
  return lazyList(count, one, all);
}
