import { type IonModule, loadIon, readIonValue, writeIonValue } from "../../model/ion-value.ts";
import type { Inventory } from "../../model/model.ts";
import { type IonForm, makeIonWriter } from "./ion-writer.ts";
import { fromRecords, toRecords } from "./records.ts";

/** Records that share one writer: enough to share symbols, few enough to be gone before they cost a full collection. */
const CHUNK = 100;

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
function writeChunk(ion: IonModule, values: readonly object[], form: IonForm): Uint8Array {
  const writer = makeIonWriter(ion, form);
  for (const value of values) writeIonValue(ion, writer, value);
  writer.close();
  const bytes = writer.getBytes();
  return form === "binary" ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
}

/** The values in Ion text or binary, one after the other. */
export function* readIonValues(bytes: Uint8Array): Generator<unknown> {
  const ion = loadIon();
  const reader = ion.makeReader(bytes);
  while (reader.next() !== null) yield readIonValue(ion, reader);
}
