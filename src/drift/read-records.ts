import type * as Ion from "ion-js";
import { type IonModule, loadIon, readIonValue } from "../model/ion-value.ts";
import { AssetsError } from "../util/errors.ts";
import { type RecordText, recordTexts } from "./record-texts.ts";

/** A file of an export. */
export interface ExportPart {
  /** Name in messages. */
  readonly shown: string;
  /** Its bytes, cut anywhere. */
  readonly chunks: Iterable<Uint8Array>;
}

/** A value of an export with its position. */
export interface ExportValue {
  readonly value: unknown;
  /** `line 12`, or `record 12` of binary Ion. */
  readonly where: string;
}

/** Ion's binary version marker, version 1.0. */
const BINARY = [0xe0, 0x01, 0x00, 0xea];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Binary Ion is read as a whole, unlike text. */
const MOST_BINARY_BYTES = 256 * 1024 * 1024;

/**
 * The values of one file: JSON, Ion text or binary Ion, recognized by its content. Throws an AssetsError for a damaged
 * file.
 */
export function* readValues({ shown, chunks }: ExportPart): Generator<ExportValue> {
  const iterator = chunks[Symbol.iterator]();
  const first = firstChunk(iterator);
  if (startsWith(first, BINARY)) {
    yield* binaryValues(shown, first, iterator);
    return;
  }
  const text = startsWith(first, BYTE_ORDER_MARK) ? first.subarray(BYTE_ORDER_MARK.length) : first;
  for (const record of recordTexts(prepend(text, iterator), shown)) {
    yield { value: parseRecord(record, shown), where: `line ${record.line}` };
  }
}

/** At least the bytes that decide about the format. */
function firstChunk(chunks: Iterator<Uint8Array>): Uint8Array {
  const read: Uint8Array[] = [];
  let length = 0;
  while (length < BINARY.length) {
    const next = chunks.next();
    if (next.done) break;
    read.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(read);
}

function* prepend(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function* binaryValues(shown: string, first: Uint8Array, rest: Iterator<Uint8Array>): Generator<ExportValue> {
  const all: Uint8Array[] = [];
  let length = 0;
  for (const chunk of prepend(first, rest)) {
    length += chunk.length;
    if (length > MOST_BINARY_BYTES)
      throw new AssetsError(`"${shown}" is too large for binary Ion`, {
        hint: "Export Ion text or JSON, or several files (maxLinesPerFile).",
      });
    all.push(chunk);
  }
  const ion = loadIon();
  let record = 0;
  try {
    const reader = ion.makeReader(Buffer.concat(all));
    while (reader.next() !== null) {
      const value = plainValue(ion, reader);
      record++;
      yield { value, where: `record ${record}` };
    }
  } catch (error) {
    if (error instanceof AssetsError) throw error;
    throw damaged(shown, `record ${record + 1}`, error);
  }
}

function parseRecord({ text, line }: RecordText, shown: string): unknown {
  try {
    // Keys of JSON are quoted, those of Ion's writers are not.
    if (/^\{\s*["}]/.test(text)) return parseJson(text);
    return parseIon(text);
  } catch (error) {
    throw damaged(shown, `line ${line}`, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseIon(text);
  }
}

function parseIon(text: string): unknown {
  const ion = loadIon();
  const reader = ion.makeReader(text);
  reader.next();
  return plainValue(ion, reader);
}

function damaged(shown: string, where: string, cause: unknown): AssetsError {
  return new AssetsError(`"${shown}" has a damaged record in ${where}`, {
    cause,
    hint: "Export again; the record is neither JSON nor Ion.",
  });
}

/** Kestra's Ion has timestamps for instants; in JSON they are text. */
function plainValue(ion: IonModule, reader: Ion.Reader): unknown {
  return readIonValue(ion, reader, (valueReader) => {
    if (valueReader.type() === ion.IonTypes.TIMESTAMP)
      return valueReader.timestampValue()?.toString() ?? null;
    throw new SyntaxError(`a value of type ${valueReader.type()?.name ?? "unknown"}`);
  });
}
