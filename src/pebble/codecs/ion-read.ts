import { createRequire } from "node:module";
import type * as Ion from "ion-js";
import { Failure, fail, limitExceeded } from "../values/failure.ts";
import { unknown } from "../values/unknown.ts";
import { bool, double, integral, list, NULL, string, stringMap, type Value } from "../values/value.ts";

let loaded: typeof Ion | undefined;

/** ion-js, loaded on first use and synchronously: templates without Ion do not pay for it. */
function ion(): typeof Ion {
  loaded ??= createRequire(import.meta.url)("ion-js") as typeof Ion;
  return loaded;
}

const MAX_NESTING = 100;

/** The top-level values of Ion text. Decimals, timestamps and binary values are unknown; malformed text is an error. */
export function readIon(text: string): Value[] {
  const values: Value[] = [];
  try {
    const reader = ion().makeReader(text);
    for (let type = reader.next(); type !== null; type = reader.next())
      values.push(readValue(reader, type, 0));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw fail(`not Ion: ${error instanceof Error ? error.message.slice(0, 100) : "it cannot be read"}`);
  }
  return values;
}

function readValue(reader: Ion.Reader, type: Ion.IonType, depth: number): Value {
  const { IonTypes } = ion();
  if (depth > MAX_NESTING) throw limitExceeded(`Ion is nested deeper than ${MAX_NESTING} levels`);
  if (reader.isNull()) return NULL;
  switch (type) {
    case IonTypes.BOOL:
      return bool(reader.booleanValue() === true);
    case IonTypes.INT:
      return integral(BigInt(String(reader.bigIntValue())));
    case IonTypes.FLOAT:
      return double(reader.numberValue() ?? Number.NaN);
    case IonTypes.STRING:
    case IonTypes.SYMBOL:
      return string(reader.stringValue() ?? "");
    case IonTypes.LIST:
    case IonTypes.SEXP:
      return list(readInside(reader, depth).map(([, item]) => item));
    case IonTypes.STRUCT:
      return stringMap(readInside(reader, depth));
    default:
      return unknown(`an Ion ${type.name} is not supported`);
  }
}

function readInside(reader: Ion.Reader, depth: number): [string, Value][] {
  const found: [string, Value][] = [];
  reader.stepIn();
  for (let type = reader.next(); type !== null; type = reader.next())
    found.push([reader.fieldName() ?? "", readValue(reader, type, depth + 1)]);
  reader.stepOut();
  return found;
}
