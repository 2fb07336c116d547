import type { Inventory } from "../model/model.ts";
import { FREE, keysInOrder } from "./key-order.ts";

/** The lists of an inventory, in the order of a store. */
export const LISTS = ["flows", "tasks", "assets", "bundles", "activations", "gaps", "inert", "ties"] as const;
/** Absent when empty. */
export const OPTIONAL_LISTS: ReadonlySet<ListName> = new Set(["ties"]);
export type ListName = (typeof LISTS)[number];

/** The head before the lists: facts about the scan. */
export type StoreHeader = Omit<Inventory, ListName>;

/** Their items have separate lines, for readable diffs. */
const LINE_BY_LINE: ReadonlySet<string> = new Set(LISTS);

/** How a format writes a key, and a value without line breaks, its records in the order of a store. */
export interface LineFormat {
  readonly key: (key: string) => string;
  /**
   * @param free the keys of the value are user-defined
   */
  readonly value: (value: unknown, free: boolean) => string;
}

/** An inventory as text: readable, compact and deterministic. */
export function inventoryText(inventory: Inventory, format: LineFormat): string {
  const blocks = keysInOrder(inventory).map((name) => {
    const key = name as keyof Inventory;
    const value = inventory[key];
    const text =
      LINE_BY_LINE.has(key) && Array.isArray(value) && value.length > 0
        ? `[\n${value.map((item) => `    ${format.value(item, false)}`).join(",\n")}\n  ]`
        : format.value(value, FREE.has(key));
    return `  ${format.key(key)}: ${text}`;
  });
  return `{\n${blocks.join(",\n")}\n}\n`;
}
