import type { Inventory } from "../../model/model.ts";
import { jsonLine } from "./json-line.ts";

/** An inventory as JSON with one list entry per line, for readable diffs. */
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

/** Reads the output of `toJsonFile`. Throws a SyntaxError for invalid JSON. */
export function fromJsonFile(text: string): Inventory {
  return JSON.parse(text) as Inventory;
}
