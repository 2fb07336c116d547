import { toLong } from "../../java/number/conversion.ts";
import { fail, missing } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { isNumber } from "../values/kind-guards.ts";
import { mapKey } from "../values/map-key.ts";
import { mapEntries } from "../values/map-order.ts";
import { derived, findUnknown, findUnknownKeys, unknown } from "../values/unknown.ts";
import { integer, long, type MapValue, type Unknown, type Value } from "../values/value.ts";
import { callMethod } from "./methods.ts";
import { consult, type Run } from "./run.ts";

/** The engine's own objects, present in every template and of no use to flows. */
export const ENGINE_CONTEXT = unknown("_context is the engine's own object");

/** `target.key`, `target[key]` and, with `args`, `target.key(args)`. Throws `missing` where nothing is there. */
export function attribute(run: Run, target: Value, key: Value, args: readonly Value[] | undefined): Value {
  if (target === ENGINE_CONTEXT) throw fail("_context does not support access to variables");
  if (target.kind === "unknown") return attributeOfUnknown(run, target);
  const keyCause = findUnknown(key);
  if (keyCause !== undefined) return attributeOfUnknown(run, keyCause);
  if (target.kind === "null") throw missing(`"${javaText(key)}" is read from null`);
  if (args === undefined) {
    const own = ownAttribute(run, target, key);
    if (own !== undefined) return own;
    if (target.kind === "map" && target.bean !== true) throw notFound(key);
  }
  return byMethod(run, target, key, args ?? []);
}

/** The attribute may be anything, also null or undefined (an attribute of null always is). */
function attributeOfUnknown(run: Run, cause: Unknown): Value {
  run.maybeMissing ??= cause;
  return derived(cause, { maybeNull: true });
}

function ownAttribute(run: Run, target: Value, key: Value): Value | undefined {
  switch (target.kind) {
    case "map":
      return entryOf(run, target, key);
    case "list":
    case "array":
      return elementOf(run, target.items, key);
    default:
      return undefined;
  }
}

/** A number is converted to the kind of the map's first key; that is an error where that key is text. */
function entryOf(run: Run, target: MapValue, key: Value): Value | undefined {
  const found = target.entries.get(mapKey(isNumber(key) ? numericKey(target, key) : key))?.value;
  if (found !== undefined) return consult(run, found);
  if (target.rest !== undefined) return consult(run, target.rest);
  return undefined;
}

function numericKey(target: MapValue, key: Value): Value {
  const first = mapEntries(target)[0]?.key;
  if (first === undefined) {
    if (target.rest === undefined) throw fail("an empty map is indexed with a number");
    return key;
  }
  if (!isNumber(key)) return key;
  if (first.kind === "long") return long(toLong(key));
  if (first.kind === "integer") return integer(Number(BigInt.asIntN(32, toLong(key))));
  if (isNumber(first)) return key;
  throw fail(`a map with ${first.kind} keys is indexed with a number; write the key in quotes`);
}

function elementOf(run: Run, items: readonly Value[], key: Value): Value | undefined {
  const text = javaText(key);
  if (!/^[+-]?\d{1,10}$/.test(text)) return undefined;
  const item = items[Number(text)];
  if (item === undefined) throw missing(`no element ${text} in a list of length ${items.length}`);
  return consult(run, item);
}

function byMethod(run: Run, target: Value, key: Value, args: readonly Value[]): Value {
  if (target.kind === "map" && target.bean === true) {
    const found = args.length === 0 ? target.entries.get(mapKey(key))?.value : undefined;
    if (found !== undefined) return found;
  }
  if (target.kind === "entry" && args.length === 0) {
    const name = javaText(key).toLowerCase();
    if (name === "key" || name === "getkey") return consult(run, target.key);
    if (name === "value" || name === "getvalue") return consult(run, target.value);
  }
  const cause = findUnknown(target) ?? args.map(findUnknown).find((found) => found !== undefined);
  if (cause !== undefined) return knownDespite(target, key, args) ?? attributeOfUnknown(run, cause);
  const result = callMethod(target, javaText(key), args, run.dialect);
  if (result === undefined) throw notFound(key);
  return result;
}

/** The known facts about a container with unknown parts: its size. */
function knownDespite(target: Value, key: Value, args: readonly Value[]): Value | undefined {
  if (args.length > 0 || javaText(key).toLowerCase() !== "size") return undefined;
  if (target.kind === "list" || target.kind === "set" || target.kind === "values")
    return integer(target.items.length);
  if (target.kind === "map" && findUnknownKeys(target) === undefined) return integer(target.entries.size);
  return undefined;
}

function notFound(key: Value) {
  const name = javaText(key);
  return missing(`unable to find "${name}"`, { kind: "unknown-attribute", name });
}
