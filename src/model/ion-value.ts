import { createRequire } from "node:module";
import type * as Ion from "ion-js";
import { wellFormed } from "./well-formed.ts";

export type IonModule = typeof Ion;

/** The Ion library. The package is CommonJS and slow to load; only those who write or read Ion pay for it. */
export const loadIon = (): IonModule => createRequire(import.meta.url)("ion-js") as IonModule;

/**
 * Writes plain data as one Ion value. Undefined fields are omitted; a lone surrogate, which Ion's UTF-8 cannot encode,
 * becomes U+FFFD, and a number such as NaN becomes null, as in JSON.
 */
export function writeIonValue(ion: IonModule, writer: Ion.Writer, value: unknown): void {
  if (typeof value === "string") {
    writer.writeString(wellFormed(value));
  } else if (typeof value === "boolean") {
    writer.writeBoolean(value);
  } else if (typeof value === "number" && Number.isFinite(value)) {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) writer.writeInt(value);
    else writer.writeFloat64(value);
  } else if (Array.isArray(value)) {
    writer.stepIn(ion.IonTypes.LIST);
    for (const item of value) writeIonValue(ion, writer, item);
    writer.stepOut();
  } else if (typeof value === "object" && value !== null) {
    writer.stepIn(ion.IonTypes.STRUCT);
    for (const [key, field] of Object.entries(value)) {
      if (field === undefined) continue;
      writer.writeFieldName(wellFormed(key));
      writeIonValue(ion, writer, field);
    }
    writer.stepOut();
  } else {
    writer.writeNull(ion.IonTypes.NULL);
  }
}

/**
 * The current value of a reader, as plain data.
 *
 * @param readOther reads values without an equivalent in JSON; by default, they throw a SyntaxError
 */
export function readIonValue(
  ion: IonModule,
  reader: Ion.Reader,
  readOther: (reader: Ion.Reader) => unknown = unsupported,
): unknown {
  if (reader.isNull()) return null;
  switch (reader.type()) {
    case ion.IonTypes.BOOL:
      return reader.booleanValue();
    case ion.IonTypes.INT:
    case ion.IonTypes.FLOAT:
      return reader.numberValue();
    case ion.IonTypes.DECIMAL:
      return reader.decimalValue()?.numberValue() ?? null;
    case ion.IonTypes.STRING:
    case ion.IonTypes.SYMBOL:
      return reader.stringValue();
    case ion.IonTypes.LIST: {
      const items: unknown[] = [];
      reader.stepIn();
      while (reader.next() !== null) items.push(readIonValue(ion, reader, readOther));
      reader.stepOut();
      return items;
    }
    case ion.IonTypes.STRUCT: {
      const fields: [string, unknown][] = [];
      reader.stepIn();
      while (reader.next() !== null)
        fields.push([reader.fieldName() ?? "", readIonValue(ion, reader, readOther)]);
      reader.stepOut();
      // Object.fromEntries defines keys, so that a key "__proto__" stays plain data.
      return Object.fromEntries(fields);
    }
    default:
      return readOther(reader);
  }
}

function unsupported(reader: Ion.Reader): never {
  throw new SyntaxError(
    `a value of type ${reader.type()?.name ?? "unknown"} is not supported in an inventory`,
  );
}
