import { createRequire } from "node:module";
import type * as Ion from "ion-js";
import type { Inventory } from "../inventory/model.ts";
import { layOut } from "./layout.ts";

// The package is CommonJS and slow to load; only a store in Ion pays for it.
const loadIon = (): typeof Ion => createRequire(import.meta.url)("ion-js") as typeof Ion;

/** An inventory as the text of an Ion store: the same content as the JSON store. */
export function toIon(inventory: Inventory): string {
  const ion = loadIon();
  return layOut(inventory, { key: (key) => key, value: (value) => oneLine(ion, value) });
}

function oneLine(ion: typeof Ion, value: unknown): string {
  const writer = ion.makeTextWriter();
  write(ion, writer, value);
  writer.close();
  return Buffer.from(writer.getBytes()).toString("utf8");
}

function write(ion: typeof Ion, writer: Ion.Writer, value: unknown): void {
  if (typeof value === "string") {
    // Half a surrogate pair has no UTF-8 form, and so none in Ion.
    writer.writeString(Buffer.from(value, "utf8").toString("utf8"));
  } else if (typeof value === "boolean") {
    writer.writeBoolean(value);
  } else if (typeof value === "number" && Number.isFinite(value)) {
    if (Number.isSafeInteger(value)) writer.writeInt(value);
    else writer.writeFloat64(value);
  } else if (Array.isArray(value)) {
    writer.stepIn(ion.IonTypes.LIST);
    for (const item of value) write(ion, writer, item);
    writer.stepOut();
  } else if (typeof value === "object" && value !== null) {
    writer.stepIn(ion.IonTypes.STRUCT);
    for (const [key, field] of Object.entries(value)) {
      writer.writeFieldName(Buffer.from(key, "utf8").toString("utf8"));
      write(ion, writer, field);
    }
    writer.stepOut();
  } else {
    writer.writeNull(ion.IonTypes.NULL);
  }
}

/** The value in an Ion store. Throws an Error when the text is not Ion, or holds more than plain data. */
export function fromIon(text: string): unknown {
  const ion = loadIon();
  const reader = ion.makeReader(text);
  if (reader.next() === null) throw new SyntaxError("the file is empty");
  const value = read(ion, reader);
  if (reader.next() !== null) throw new SyntaxError("more than one value");
  return value;
}

function read(ion: typeof Ion, reader: Ion.Reader): unknown {
  if (reader.isNull()) return null;
  switch (reader.type()) {
    case ion.IonTypes.BOOL:
      return reader.booleanValue();
    case ion.IonTypes.INT:
    case ion.IonTypes.FLOAT:
    case ion.IonTypes.DECIMAL:
      return reader.numberValue();
    case ion.IonTypes.STRING:
    case ion.IonTypes.SYMBOL:
      return reader.stringValue();
    case ion.IonTypes.LIST: {
      const items: unknown[] = [];
      reader.stepIn();
      while (reader.next() !== null) items.push(read(ion, reader));
      reader.stepOut();
      return items;
    }
    case ion.IonTypes.STRUCT: {
      const fields: [string, unknown][] = [];
      reader.stepIn();
      while (reader.next() !== null) fields.push([reader.fieldName() ?? "", read(ion, reader)]);
      reader.stepOut();
      // Object.fromEntries defines keys, so that a key "__proto__" stays plain data.
      return Object.fromEntries(fields);
    }
    default:
      throw new SyntaxError(`a value of type ${reader.type()?.name ?? "unknown"} has no place in a store`);
  }
}
