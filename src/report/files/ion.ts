import { createRequire } from "node:module";
import type * as Ion from "ion-js";
import type { Inventory } from "../../inventory/model.ts";
import { type IonForm, makeIonWriter } from "./ion-writer.ts";
import { fromRecords, toRecords } from "./records.ts";
import { wellFormed } from "./well-formed.ts";

/** Records that share one writer: enough to share symbols, few enough to be gone before they cost a full collection. */
const CHUNK = 100;

// The package is CommonJS and slow to load; only those who write or read Ion pay for it.
const loadIon = (): typeof Ion => createRequire(import.meta.url)("ion-js") as typeof Ion;

/** An inventory as a stream of Ion values, one record each. Half a surrogate pair becomes U+FFFD, as Ion is UTF-8. */
export function toIonFile(inventory: Inventory, form: IonForm): Generator<Uint8Array> {
  return ionValues(toRecords(inventory), form);
}

/** Reads what `toIonFile` wrote, in either form. Throws an Error when it is not Ion, or a FileFormatError. */
export function fromIonFile(bytes: Uint8Array): Inventory {
  return fromRecords(readIonValues(bytes));
}

/** Values as Ion, in chunks of bytes that can be written as they come. */
export function* ionValues(values: Iterable<object>, form: IonForm): Generator<Uint8Array> {
  const ion = loadIon();
  let chunk: object[] = [];
  for (const value of values) {
    chunk.push(value);
    if (chunk.length < CHUNK) continue;
    yield writeChunk(ion, chunk, form);
    chunk = [];
  }
  if (chunk.length > 0) yield writeChunk(ion, chunk, form);
}

/** One chunk stands alone: in binary it begins with its own version marker and symbol table, which a stream may do. */
function writeChunk(ion: typeof Ion, values: readonly object[], form: IonForm): Uint8Array {
  const writer = makeIonWriter(ion, form);
  for (const value of values) writeValue(ion, writer, value);
  writer.close();
  const bytes = writer.getBytes();
  return form === "binary" ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
}

function writeValue(ion: typeof Ion, writer: Ion.Writer, value: unknown): void {
  if (typeof value === "string") {
    writer.writeString(wellFormed(value));
  } else if (typeof value === "boolean") {
    writer.writeBoolean(value);
  } else if (typeof value === "number") {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) writer.writeInt(value);
    else writer.writeFloat64(value);
  } else if (Array.isArray(value)) {
    writer.stepIn(ion.IonTypes.LIST);
    for (const item of value) writeValue(ion, writer, item);
    writer.stepOut();
  } else if (typeof value === "object" && value !== null) {
    writer.stepIn(ion.IonTypes.STRUCT);
    for (const [key, field] of Object.entries(value)) {
      if (field === undefined) continue;
      writer.writeFieldName(wellFormed(key));
      writeValue(ion, writer, field);
    }
    writer.stepOut();
  } else {
    writer.writeNull(ion.IonTypes.NULL);
  }
}

/** The values in Ion text or binary, one after the other. */
export function* readIonValues(bytes: Uint8Array): Generator<unknown> {
  const ion = loadIon();
  const reader = ion.makeReader(bytes);
  while (reader.next() !== null) yield readValue(ion, reader);
}

function readValue(ion: typeof Ion, reader: Ion.Reader): unknown {
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
      while (reader.next() !== null) items.push(readValue(ion, reader));
      reader.stepOut();
      return items;
    }
    case ion.IonTypes.STRUCT: {
      const fields: [string, unknown][] = [];
      reader.stepIn();
      while (reader.next() !== null) fields.push([reader.fieldName() ?? "", readValue(ion, reader)]);
      reader.stepOut();
      // Object.fromEntries defines keys, so that a key "__proto__" stays plain data.
      return Object.fromEntries(fields);
    }
    default:
      throw new SyntaxError(
        `a value of type ${reader.type()?.name ?? "unknown"} has no place in an inventory`,
      );
  }
}
