import { type IonModule, loadIon, readIonValue, writeIonValue } from "../model/ion-value.ts";
import type { Inventory } from "../model/model.ts";
import { FREE, keysInOrder } from "./key-order.ts";
import { inventoryText } from "./layout.ts";

/** An inventory as the text of an Ion store: the same content as the JSON store. */
export function formatIonStore(inventory: Inventory): string {
  const ion = loadIon();
  return inventoryText(inventory, {
    key: (key) => key,
    value: (value, free) => oneLine(ion, free ? value : inOrder(value)),
  });
}

/** The same value with the keys of all records in the order of a store. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>;
  // Only records are passed here, with the keys of the model; maps with user-defined keys are FREE.
  const ordered: Record<string, unknown> = {};
  for (const key of keysInOrder(value)) ordered[key] = FREE.has(key) ? fields[key] : inOrder(fields[key]);
  return ordered;
}

function oneLine(ion: IonModule, value: unknown): string {
  const writer = ion.makeTextWriter();
  writeIonValue(ion, writer, value);
  writer.close();
  return Buffer.from(writer.getBytes()).toString("utf8");
}

/** The value in an Ion store. Throws an Error for invalid Ion, or other values than plain data. */
export function parseIonStore(text: string): unknown {
  const ion = loadIon();
  const reader = ion.makeReader(text);
  if (reader.next() === null) throw new SyntaxError("the file is empty");
  const value = readIonValue(ion, reader);
  if (reader.next() !== null) throw new SyntaxError("more than one value");
  return value;
}
