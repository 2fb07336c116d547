import type { Inventory } from "../../model/model.ts";
import { jsonLine } from "./json-line.ts";
import { fromRecords, toRecords } from "./records.ts";

/** An inventory as NDJSON: one record per line. */
export function* toNdjson(inventory: Inventory): Generator<string> {
  for (const record of toRecords(inventory)) yield `${jsonLine(record)}\n`;
}

/** Reads the output of `toNdjson`. Throws a SyntaxError or FileFormatError. */
export function fromNdjson(text: string): Inventory {
  return fromRecords(parseLines(text));
}

function* parseLines(text: string): Generator<unknown> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end < 0 ? undefined : end);
    if (line.trim() !== "") yield JSON.parse(line);
    from = end < 0 ? text.length : end + 1;
  }
}
