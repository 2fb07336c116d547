import { sameDecimal } from "../../java/number/big-decimal.ts";
import { toDouble } from "../../java/number/conversion.ts";
import { couldBe } from "./could-be.ts";
import { isNumber } from "./kind-guards.ts";
import { mapKey } from "./map-key.ts";
import { findUnknown, findUnknownKeys } from "./unknown.ts";
import type { MapValue, TextWithHoles, Unknown, Value } from "./value.ts";

/** The answer to a yes-or-no question, or the unknown on which it depends. */
export type Answer = boolean | Unknown;

/** Java's `Objects.equals` of two known values: kinds matter: an Integer 1 differs from a Long 1. */
export function javaEquals(a: Value, b: Value): boolean {
  return equalsMaybe(a, b) === true;
}

/** As `javaEquals` where either side may contain unknowns. */
export function equalsMaybe(a: Value, b: Value): Answer {
  if (a.kind === "unknown") return unknownEquals(a, b);
  if (b.kind === "unknown") return unknownEquals(b, a);
  if (a.kind === "text") return textEquals(a, b);
  if (b.kind === "text") return textEquals(b, a);
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "null":
    case "missing-node":
      return true;
    case "list":
      return b.kind === "list" && itemsEqual(a.items, b.items);
    case "set":
      return b.kind === "set" && setsEqual(a.items, b.items);
    case "map":
      return b.kind === "map" && mapsEqual(a, b);
    case "entry":
      return b.kind === "entry" && itemsEqual([a.key, a.value], [b.key, b.value]);
    case "array":
    case "values":
    case "bytes":
      return a === b;
    case "date":
      return b.kind === "date" && a.javaClass === b.javaClass && a.text === b.text;
    case "big-decimal":
      return b.kind === "big-decimal" && a.scale === b.scale && sameDecimal(a, b);
    case "float":
    case "double":
      return "value" in b && Object.is(a.value, b.value);
    default:
      return "value" in b && a.value === b.value;
  }
}

/** Pebble's `==`: numbers of any kind by their value, everything else as Java's equals. */
export function looselyEquals(a: Value, b: Value): Answer {
  if (isNumber(a) && isNumber(b)) return toDouble(a) === toDouble(b);
  return equalsMaybe(a, b);
}

function unknownEquals(a: Unknown, b: Value): Answer {
  if (b.kind === "null" && !a.maybeNull) return false;
  if (a.word && b.kind === "string" && !/^[A-Za-z0-9]+$/.test(b.value)) return false;
  return a;
}

function textEquals(a: TextWithHoles, b: Value): Answer {
  const [hole] = a.parts.filter((part) => typeof part !== "string");
  if (hole === undefined || typeof hole === "string") return false;
  if (b.kind === "text") return a.safe === b.safe ? hole : false;
  if (b.kind === "unknown") return hole;
  if (b.kind !== (a.safe ? "safe-string" : "string")) return false;
  return couldBe(a.parts, b.value) ? hole : false;
}

function itemsEqual(a: readonly Value[], b: readonly Value[]): Answer {
  if (a.length !== b.length) return false;
  let open: Unknown | undefined;
  for (const [index, item] of a.entries()) {
    const other = b[index];
    const equal = other === undefined ? false : equalsMaybe(item, other);
    if (equal === false) return false;
    if (equal !== true) open ??= equal;
  }
  return open ?? true;
}

function setsEqual(a: readonly Value[], b: readonly Value[]): Answer {
  const open = [...a, ...b].map(findUnknown).find((found) => found !== undefined);
  if (open !== undefined) return open;
  const keys = new Set(b.map(mapKey));
  return a.length === b.length && a.every((item) => keys.has(mapKey(item)));
}

function mapsEqual(a: MapValue, b: MapValue): Answer {
  const openKeys = findUnknownKeys(a) ?? findUnknownKeys(b);
  if (openKeys !== undefined) return openKeys;
  if (a.entries.size !== b.entries.size) return false;
  let open: Unknown | undefined;
  for (const [key, item] of a.entries) {
    const other = b.entries.get(key);
    const equal = other === undefined ? false : equalsMaybe(item.value, other.value);
    if (equal === false) return false;
    if (equal !== true) open ??= equal;
  }
  return open ?? true;
}
