import type { Inventory } from "../model/model.ts";
import { inventoryText } from "./layout.ts";
import { recordJson } from "./record-json.ts";

/** An inventory as the text of a JSON store. */
export function formatJsonStore(inventory: Inventory): string {
  return inventoryText(inventory, {
    key: (key) => JSON.stringify(key),
    value: (value, free) => (free ? JSON.stringify(value) : recordJson(value)),
  });
}

/** The value in a JSON store. Throws a SyntaxError for invalid JSON. */
export function parseJsonStore(text: string): unknown {
  return JSON.parse(text);
}
