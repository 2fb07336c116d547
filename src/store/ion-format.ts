import { type IonModule, loadIon, readIonValue, writeIonValue } from "../inventory/ion-value.ts";
import type { Inventory } from "../inventory/model.ts";
import { layOut } from "./layout.ts";

/** An inventory as the text of an Ion store: the same content as the JSON store. */
export function toIon(inventory: Inventory): string {
  const ion = loadIon();
  return layOut(inventory, { key: (key) => key, value: (value) => oneLine(ion, value) });
}

function oneLine(ion: IonModule, value: unknown): string {
  const writer = ion.makeTextWriter();
  writeIonValue(ion, writer, value);
  writer.close();
  return Buffer.from(writer.getBytes()).toString("utf8");
}

/** The value in an Ion store. Throws an Error when the text is not Ion, or holds more than plain data. */
export function fromIon(text: string): unknown {
  const ion = loadIon();
  const reader = ion.makeReader(text);
  if (reader.next() === null) throw new SyntaxError("the file is empty");
  const value = readIonValue(ion, reader);
  if (reader.next() !== null) throw new SyntaxError("more than one value");
  return value;
}
