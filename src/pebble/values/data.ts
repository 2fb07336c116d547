import { toDouble } from "../../java/number/conversion.ts";
import type { Json } from "../../util/json.ts";
import { Failure } from "./failure.ts";
import { javaText } from "./java-text.ts";
import { isValue } from "./kind-guards.ts";
import { mapEntries } from "./map-order.ts";
import { findUnknown, unknown } from "./unknown.ts";
import {
  bool,
  double,
  integral,
  list,
  mapWithRest,
  NULL,
  string,
  stringMap,
  type Unknown,
  type Value,
} from "./value.ts";

const MAX_NESTING = 190;

/**
 * JSON-like data (string, number, bigint, boolean, null, array, plain object, Map) as a value; values may stand
 * anywhere in it. Integral numbers become Integer, Long or BigInteger by size, others Double. Never throws: what
 * Use a Map where keys may look like numbers: plain objects move those to the front. What
 * cannot be a value (functions, values nested too deep or too large) becomes unknown.
 */
export function fromData(data: unknown): Value {
  return orUnknown(() => convert(data, 0));
}

/** A value that the caller makes; unknown where it is nested too deep or too large to be one. */
export function orUnknown(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof Failure) return unknown(error.message);
    throw error;
  }
}

function convert(data: unknown, depth: number): Value {
  if (isValue(data)) return data;
  switch (typeof data) {
    case "string":
      return string(data);
    case "number":
      return Number.isInteger(data) && !Object.is(data, -0) ? integral(BigInt(data)) : double(data);
    case "bigint":
      return integral(data);
    case "boolean":
      return bool(data);
    case "undefined":
      return NULL;
    case "object":
      return data === null ? NULL : convertObject(data, depth + 1);
    default:
      return unknown(`a ${typeof data} is not data`);
  }
}

function convertObject(data: object, depth: number): Value {
  if (depth > MAX_NESTING) return unknown(`data is nested deeper than ${MAX_NESTING} levels`);
  if (Array.isArray(data)) return list(data.map((item: unknown) => convert(item, depth)));
  const pairs = data instanceof Map ? [...data] : Object.entries(data);
  return stringMap(pairs.map(([key, value]): [string, Value] => [String(key), convert(value, depth)]));
}

/** A map of which only some entries are known; every other key gives `rest`. */
export function openMap(entries: Readonly<Record<string, unknown>>, rest: Unknown): Value {
  const known = fromData(entries);
  return known.kind === "map" ? mapWithRest(known.entries, rest) : known;
}

/** Back to plain JSON data; undefined when any part is unknown. Decimals and large integers lose their kind. */
export function toData(value: Value): Json | undefined {
  return findUnknown(value) === undefined ? plain(value) : undefined;
}

function plain(value: Value): Json {
  switch (value.kind) {
    case "null":
      return null;
    case "boolean":
    case "string":
    case "safe-string":
    case "character":
    case "integer":
    case "double":
    case "float":
      return value.value;
    case "long":
    case "big-integer":
    case "big-decimal":
      return toDouble(value);
    case "list":
    case "array":
    case "set":
    case "values":
      return value.items.map(plain);
    case "map":
      return Object.fromEntries(mapEntries(value).map((item) => [javaText(item.key), plain(item.value)]));
    case "entry":
      return { [javaText(value.key)]: plain(value.value) };
    case "date":
      return value.json;
    default:
      return javaText(value);
  }
}
