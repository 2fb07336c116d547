import { type IonModule, loadIon, readIonValue, writeIonValue } from "../../model/ion-value.ts";
import type { Inventory } from "../../model/model.ts";
import { type IonForm, makeIonWriter } from "./ion-writer.ts";
import { fromRecords, toRecords } from "./records.ts";

/** Records per writer: enough to share symbols, few enough for a cheap garbage collection. */
const CHUNK = 100;

/** An inventory as a stream of Ion values, one record each. Lone surrogates become U+FFFD, because Ion is UTF-8. */
export function toIonFile(inventory: Inventory, form: IonForm): Generator<Uint8Array> {
  return ionValues(toRecords(inventory), form);
}

/** Reads the output of `toIonFile` in text or binary. Throws an Error for invalid Ion, or a FileFormatError. */
export function fromIonFile(bytes: Uint8Array): Inventory {
  return fromRecords(readIonValues(bytes));
}

/** Values as Ion, in chunks of bytes. */
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

/** Chunks are independent: in binary, each starts with a version marker and a symbol table, which Ion streams allow. */
function writeChunk(ion: IonModule, values: readonly object[], form: IonForm): Uint8Array {
  const writer = makeIonWriter(ion, form);
  for (const value of values) writeIonValue(ion, writer, value);
  writer.close();
  const bytes = writer.getBytes();
  return form === "binary" ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
}

/** The values in Ion text or binary, in order. */
export function* readIonValues(bytes: Uint8Array): Generator<unknown> {
  const ion = loadIon();
  const reader = ion.makeReader(bytes);
  while (reader.next() !== null) yield readIonValue(ion, reader);
}
