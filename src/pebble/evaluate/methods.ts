import { toDouble } from "../../java/number/conversion.ts";
import { stripEnd, stripStart, trimJava } from "../../java/white-space.ts";
import type { Dialect } from "../syntax/dialect.ts";
import { javaEquals } from "../values/equality.ts";
import { fail, limitExceeded } from "../values/failure.ts";
import { javaHash } from "../values/java-hash.ts";
import { javaText } from "../values/java-text.ts";
import { isCollection, isNumber } from "../values/kind-guards.ts";
import { mapKey } from "../values/map-key.ts";
import { mapEntries } from "../values/map-order.ts";
import { unknown } from "../values/unknown.ts";
import {
  array,
  bool,
  bytes,
  double,
  entry,
  float,
  integer,
  list,
  long,
  NULL,
  set,
  string,
  type Value,
  valuesView,
} from "../values/value.ts";
import { javaMethod } from "./java-methods.ts";

type Method = (target: Value, args: readonly Value[], dialect: Dialect) => Value | undefined;

/**
 * The public Java methods that a template can reach by name on a known value, found ignoring case, with `get` and
 * `is` before it. An implementation gives undefined for arguments that no overload takes (a literal is a Long, so no
 * method with an `int` can be called).
 */
export function callMethod(
  target: Value,
  name: string,
  args: readonly Value[],
  dialect: Dialect,
): Value | undefined {
  const table = tableOf(target);
  const lower = name.toLowerCase();
  for (const candidate of [lower, `get${lower}`, `is${lower}`, `has${lower}`]) {
    const method = table?.get(candidate) ?? OBJECT.get(candidate);
    const result = method?.(target, args, dialect);
    if (result !== undefined) return result;
  }
  if (REFUSED.has(lower) || REFUSED.has(`get${lower}`)) throw fail(`the engine refuses access to "${name}"`);
  switch (javaMethod(target, lower, args)) {
    case "changes":
      throw limitExceeded(`the Java method "${name}" changes its object`);
    case "exists":
      return unknown(`the Java method "${name}" is not evaluated`, { maybeNull: true });
    case "none":
      return undefined;
  }
}

const REFUSED = new Set(["getclass", "wait", "notify", "notifyall"]);

function tableOf(target: Value): ReadonlyMap<string, Method> | undefined {
  switch (target.kind) {
    case "string":
      return STRING;
    case "list":
    case "set":
    case "values":
      return COLLECTION;
    case "map":
      return target.bean === true ? undefined : MAP;
    case "entry":
      return ENTRY;
    case "boolean":
      return BOOLEAN;
    default:
      return isNumber(target) ? NUMBER : undefined;
  }
}

const OBJECT = methods({
  toString: none((target) => string(javaText(target))),
  hashCode: none((target) => integer(javaHash(target))),
});

const STRING = methods({
  length: onText((text) => integer(text.length)),
  isEmpty: onText((text) => bool(text === "")),
  isBlank: onText((text) => bool(stripStart(text) === "")),
  toUpperCase: onText((text) => string(text.toUpperCase())),
  toLowerCase: onText((text) => string(text.toLowerCase())),
  trim: onText((text) => string(trimJava(text))),
  strip: onText((text) => string(stripStart(stripEnd(text)))),
  stripLeading: onText((text) => string(stripStart(text))),
  stripTrailing: onText((text) => string(stripEnd(text))),
  getBytes: onText((text) => bytes(new TextEncoder().encode(text))),
  concat: withTexts(1, (text, other) => string(text + other)),
  startsWith: withTexts(1, (text, other) => bool(text.startsWith(other))),
  endsWith: withTexts(1, (text, other) => bool(text.endsWith(other))),
  indexOf: withTexts(1, (text, other) => integer(text.indexOf(other))),
  lastIndexOf: withTexts(1, (text, other) => integer(text.lastIndexOf(other))),
  compareTo: withTexts(1, (text, other) => integer(compareTexts(text, other))),
  equalsIgnoreCase: withTexts(1, (text, other) => bool(text.toLowerCase() === other.toLowerCase())),
  contentEquals: withTexts(1, (text, other) => bool(text === other)),
  compareToIgnoreCase: withTexts(1, (text, other) =>
    integer(compareTexts(text.toUpperCase().toLowerCase(), other.toUpperCase().toLowerCase())),
  ),
  replace: withTexts(2, (text, from, to) => string(text.replaceAll(from, () => to))),
  split: withTexts(1, splitOn),
});

const NUMBER = methods({
  intValue: none((target) => whole(target, 32)),
  longValue: none((target) => whole(target, 64)),
  doubleValue: none((target) => (isNumber(target) ? double(toDouble(target)) : undefined)),
  floatValue: none((target) => (isNumber(target) ? float(toDouble(target)) : undefined)),
});

const BOOLEAN = methods({
  booleanValue: none((target) => target),
});

const COLLECTION = methods({
  containsAll: one((target, wanted) =>
    isCollection(wanted)
      ? bool(wanted.items.every((member) => itemsOf(target).some((item) => javaEquals(item, member))))
      : undefined,
  ),
  size: none((target) => integer(itemsOf(target).length)),
  isEmpty: none((target) => bool(itemsOf(target).length === 0)),
  indexOf: one((target, wanted) =>
    listIndex(
      target,
      itemsOf(target).findIndex((item) => javaEquals(item, wanted)),
    ),
  ),
  lastIndexOf: one((target, wanted) =>
    listIndex(
      target,
      itemsOf(target).findLastIndex((item) => javaEquals(item, wanted)),
    ),
  ),
  getFirst: (target, args, dialect) => endOf(target, args, dialect, 0),
  getLast: (target, args, dialect) => endOf(target, args, dialect, -1),
  reversed: (target, args, dialect) =>
    target.kind === "list" && args.length === 0 && dialect === "2.0"
      ? list(target.items.toReversed())
      : undefined,
});

const MAP = methods({
  size: none((target) => integer(pairsOf(target).length)),
  isEmpty: none((target) => bool(pairsOf(target).length === 0)),
  keySet: none((target) => set(pairsOf(target).map((pair) => pair.key))),
  values: none((target) => valuesView(pairsOf(target).map((pair) => pair.value))),
  entrySet: none((target) => set(pairsOf(target))),
  get: one((target, key) => valueAt(target, key) ?? NULL),
  containsKey: one((target, key) => bool(valueAt(target, key) !== undefined)),
  containsValue: one((target, value) => bool(pairsOf(target).some((pair) => javaEquals(pair.value, value)))),
  getOrDefault: (target, args) => {
    const [key, otherwise] = args;
    return key === undefined || otherwise === undefined || args.length !== 2
      ? undefined
      : (valueAt(target, key) ?? otherwise);
  },
});

const ENTRY = methods({
  getKey: none((target) => (target.kind === "entry" ? target.key : undefined)),
  getValue: none((target) => (target.kind === "entry" ? target.value : undefined)),
});

function methods(table: Readonly<Record<string, Method>>): ReadonlyMap<string, Method> {
  return new Map(Object.entries(table).map(([name, method]) => [name.toLowerCase(), method]));
}
function none(method: (target: Value) => Value | undefined): Method {
  return (target, args) => (args.length === 0 ? method(target) : undefined);
}
function one(method: (target: Value, arg: Value) => Value | undefined): Method {
  return (target, args) => {
    const [arg] = args;
    return arg === undefined || args.length !== 1 ? undefined : method(target, arg);
  };
}
function onText(method: (text: string) => Value): Method {
  return none((target) => (target.kind === "string" ? method(target.value) : undefined));
}
function withTexts(
  count: number,
  method: (text: string, first: string, second: string) => Value | undefined,
): Method {
  return (target, args) => {
    const texts = args.flatMap((arg) => (arg.kind === "string" ? [arg.value] : []));
    if (target.kind !== "string" || texts.length !== count || args.length !== count) return undefined;
    return method(target.value, texts[0] ?? "", texts[1] ?? "");
  };
}

/** Java's narrowing of integers; other numbers are converted only if they fit. */
function whole(target: Value, bits: 32 | 64): Value | undefined {
  if (target.kind === "integer" || target.kind === "long" || target.kind === "big-integer") {
    const narrow = BigInt.asIntN(bits, BigInt(target.value));
    return bits === 32 ? integer(Number(narrow)) : long(narrow);
  }
  if (!isNumber(target)) return undefined;
  const truncated = Math.trunc(toDouble(target));
  if (!(Math.abs(truncated) < 2 ** 31)) return undefined;
  return bits === 32 ? integer(truncated) : long(BigInt(truncated));
}

function splitOn(text: string, pattern: string): Value {
  if (/[\\^$.|?*+()[\]{}]/.test(pattern))
    return unknown('the Java method "split" with a regular expression is not evaluated');
  const pieces = text.split(pattern);
  while (pieces.length > 1 && pieces.at(-1) === "") pieces.pop();
  return array(pieces.map(string), "String");
}

function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function itemsOf(target: Value): readonly Value[] {
  return isCollection(target) ? target.items : [];
}
function pairsOf(target: Value) {
  return target.kind === "map" ? mapEntries(target).map((pair) => entry(pair.key, pair.value)) : [];
}
function valueAt(target: Value, key: Value): Value | undefined {
  return target.kind === "map" ? target.entries.get(mapKey(key))?.value : undefined;
}
function listIndex(target: Value, index: number): Value | undefined {
  return target.kind === "list" ? integer(index) : undefined;
}

/** List.getFirst and getLast exist since Java 21, which Kestra 2.0 runs on. */
function endOf(target: Value, args: readonly Value[], dialect: Dialect, at: number): Value | undefined {
  if (target.kind !== "list" || args.length > 0 || dialect !== "2.0") return undefined;
  const item = target.items.at(at);
  if (item === undefined) throw fail("the list has no element");
  return item;
}
