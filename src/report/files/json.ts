import type { Inventory } from "../../model/model.ts";
import { jsonLine } from "./json-line.ts";

/** An inventory as JSON: one entry of a list on each line, so that differences between versions read well. */
export function* toJsonFile(inventory: Inventory): Generator<string> {
  const entries = Object.entries(inventory) as [string, unknown][];
  yield "{";
  let separator = "\n";
  for (const [key, value] of entries) {
    yield `${separator}  ${jsonLine(key)}: `;
    separator = ",\n";
    if (!Array.isArray(value) || value.length === 0) {
      yield jsonLine(value);
      continue;
    }
    for (const [index, entry] of value.entries()) yield `${index === 0 ? "[" : ","}\n    ${jsonLine(entry)}`;
    yield "\n  ]";
  }
  yield "\n}\n";
}

/** Reads what `toJsonFile` wrote. Throws a SyntaxError when it is not JSON. */
export function fromJsonFile(text: string): Inventory {
  return JSON.parse(text) as Inventory;
}
