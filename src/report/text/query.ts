import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { Json } from "../../util/json.ts";

/** The result of a query: a line for each item of a list, texts as they are and other values as JSON. */
export function queryResultText(result: Json): string {
  const items = Array.isArray(result) ? result : [result];
  return items.map((item) => `${escapeControlChars(itemText(item))}\n`).join("");
}

function itemText(item: Json): string {
  return typeof item === "string" ? item : JSON.stringify(item);
}
