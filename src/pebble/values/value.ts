import type { JavaNumber } from "../../java/number/java-number.ts";
import { limitExceeded } from "./failure.ts";
import {
  type ArrayValue,
  type BigDecimalValue,
  type BigIntegerValue,
  type BooleanValue,
  type BytesValue,
  type CharacterValue,
  type DateValue,
  type DoubleValue,
  type EntryValue,
  type FloatValue,
  type IntegerValue,
  type ListValue,
  type LongValue,
  type MapValue,
  type MissingNodeValue,
  type NullValue,
  type NumberValue,
  type Parts,
  type SafeStringValue,
  type SetValue,
  type StringValue,
  type TextWithHoles,
  type Unknown,
  VALUE,
  type Value,
  type ValueSize,
  type ValuesValue,
} from "./value-kinds.ts";

export type * from "./value-kinds.ts";

const MAX_WEIGHT = 10_000_000;
const MAX_DEPTH = 200;

// The brand is last in each literal: V8 lays out the fields before a computed name in one step.
export const NULL: NullValue = { kind: "null", [VALUE]: true };
export const TRUE: BooleanValue = { kind: "boolean", value: true, [VALUE]: true };
export const FALSE: BooleanValue = { kind: "boolean", value: false, [VALUE]: true };

export function bool(value: boolean): BooleanValue {
  return value ? TRUE : FALSE;
}
/** Wraps to 32 bits. */
export function integer(value: number): IntegerValue {
  return { kind: "integer", value: value | 0, [VALUE]: true };
}
/** Wraps to 64 bits. A number must be integral. */
export function long(value: bigint | number): LongValue {
  return { kind: "long", value: BigInt.asIntN(64, BigInt(value)), [VALUE]: true };
}
export const MISSING_NODE: MissingNodeValue = { kind: "missing-node", [VALUE]: true };
/** A number of `loop` that Pebble works out when it is asked for. */
export function lazyInteger(value: number): IntegerValue {
  return { kind: "integer", value, lazy: true, [VALUE]: true };
}
export function float(value: number): FloatValue {
  return { kind: "float", value: Math.fround(value), [VALUE]: true };
}
export function double(value: number): DoubleValue {
  return { kind: "double", value, [VALUE]: true };
}
export function bigDecimal(unscaled: bigint, scale: number): BigDecimalValue {
  return { kind: "big-decimal", unscaled, scale, [VALUE]: true };
}
function bigInteger(value: bigint): BigIntegerValue {
  return { kind: "big-integer", value, [VALUE]: true };
}
/** A number that Java's own code made. */
export function numberValue(number: JavaNumber): NumberValue {
  return { ...number, [VALUE]: true };
}
/** Integer, Long or BigInteger, whichever is the first to hold it. */
export function integral(value: bigint): IntegerValue | LongValue | BigIntegerValue {
  if (BigInt.asIntN(32, value) === value) return integer(Number(value));
  if (BigInt.asIntN(64, value) === value) return long(value);
  return bigInteger(value);
}
export function character(value: string): CharacterValue {
  return { kind: "character", value, [VALUE]: true };
}
export function string(value: string): StringValue {
  return { kind: "string", value, [VALUE]: true };
}
function safeString(value: string): SafeStringValue {
  return { kind: "safe-string", value, [VALUE]: true };
}

let births = 0;
/** The birth of the youngest list: lists made later have a greater one. */
export function latestAllocation(): number {
  return births;
}
/** java.util.ArrayList. */
export function list(items: readonly Value[]): ListValue {
  births += 1;
  return { kind: "list", items, immutable: false, birth: births, ...extent(items), [VALUE]: true };
}
/** A list from the caller that is created during a rendering; it counts as older than all others. */
export function givenList(items: readonly Value[]): ListValue {
  return { kind: "list", items, immutable: false, birth: 0, ...extent(items), [VALUE]: true };
}
export function immutableList(items: readonly Value[]): ListValue {
  births += 1;
  return { kind: "list", items, immutable: true, birth: births, ...extent(items), [VALUE]: true };
}
export function array(items: readonly Value[], component: string): ArrayValue {
  births += 1;
  return { kind: "array", items, component, birth: births, ...extent(items), [VALUE]: true };
}
export function set(items: readonly Value[]): SetValue {
  return { kind: "set", items, ...extent(items), [VALUE]: true };
}
export function valuesView(items: readonly Value[]): ValuesValue {
  return { kind: "values", items, ...extent(items), [VALUE]: true };
}
export function entry(key: Value, value: Value): EntryValue {
  const weight = 1 + weightOf(key) + weightOf(value);
  const depth = 1 + Math.max(depthOf(key), depthOf(value));
  checkExtent(weight, depth);
  return { kind: "entry", key, value, weight, depth, [VALUE]: true };
}
/** LinkedHashMap: keeps insertion order; a later pair with an equal key replaces the value at the earlier place. */
export function map(pairs: Iterable<readonly [Value, Value]>): MapValue {
  return { kind: "map", ...entryTable(pairs), [VALUE]: true };
}
/** A LinkedHashMap with String keys. */
export function stringMap(pairs: Iterable<readonly [string, Value]>): MapValue {
  const entries = new Map<string, EntryValue>();
  for (const [key, value] of pairs) entries.set(stringKey(key), entry(string(key), value));
  const { weight, depth } = extent(entries.values());
  return { kind: "map", entries, weight, depth, [VALUE]: true };
}
/** HashMap created as `new HashMap<>(initialCapacity)` (Java's default is 16) and filled with `pairs` in this order. */
export function hashMap(pairs: Iterable<readonly [Value, Value]>, initialCapacity = 16): MapValue {
  return { kind: "map", ...entryTable(pairs), capacity: initialCapacity, [VALUE]: true };
}
/** A Java object seen through its getters. */
export function bean(pairs: Iterable<readonly [string, Value]>): MapValue {
  return { ...stringMap(pairs), bean: true };
}
/** A map of which only some entries are known; every other key gives `rest`. */
export function mapWithRest(entries: ReadonlyMap<string, EntryValue>, rest: Unknown): MapValue {
  return { kind: "map", entries, rest, ...extent(entries.values()), [VALUE]: true };
}
function entryTable(pairs: Iterable<readonly [Value, Value]>) {
  const entries = new Map<string, EntryValue>();
  for (const [key, value] of pairs) entries.set(mapKey(key), entry(key, value));
  return { entries, ...extent(entries.values()) };
}
/** Measures the content of a new container; a failure beyond the limit. */
function extent(items: Iterable<Value>): ValueSize {
  let weight = 1;
  let depth = 1;
  for (const item of items) {
    weight += weightOf(item);
    depth = Math.max(depth, depthOf(item) + 1);
  }
  checkExtent(weight, depth);
  return { weight, depth };
}
function weightOf(value: Value): number {
  if ("weight" in value) return value.weight;
  return 1 + ("value" in value && typeof value.value === "string" ? value.value.length : 0);
}
function depthOf(value: Value): number {
  return "depth" in value ? value.depth : 0;
}
function checkExtent(weight: number, depth: number): void {
  if (weight > MAX_WEIGHT) throw limitExceeded("the expression builds a value that is too large");
  if (depth > MAX_DEPTH)
    throw limitExceeded(`the expression builds a value nested deeper than ${MAX_DEPTH} levels`);
}
/** Sets new items in place; use `CallContext.replaceItems`, which knows when that is allowed. */
export function setItems(of: ListValue | ArrayValue, items: readonly Value[]): void {
  const { weight, depth } = extent(items);
  Object.assign(of, { items, weight, depth });
}
/**
 * A date or time of Java; `date` is the port's own object.
 *
 * @public for the conformance runner, whose variables can be dates
 */
export function dateValue(javaClass: string, date: unknown, text: string, json: string = text): DateValue {
  return { kind: "date", javaClass, text, json, date, [VALUE]: true };
}
export function bytes(value: Uint8Array): BytesValue {
  return { kind: "bytes", bytes: value, [VALUE]: true };
}

export interface UnknownOptions {
  readonly origin?: string;
  readonly maybeNull?: boolean;
  readonly maybeUndefined?: boolean;
  readonly word?: boolean;
  readonly label?: string;
}
/** A number of which only a lower bound is known. */
export function numberFrom(cause: Unknown, atLeast: number): Unknown {
  const made = unknownLike(cause, { maybeNull: false, maybeUndefined: false, word: false });
  made.atLeast = atLeast;
  return made;
}
/** A value unknown before a run; never null or undefined, except by its options. */
export function unknown(reason: string, options: UnknownOptions = {}): Unknown {
  const { origin, label, maybeNull = false, maybeUndefined = false, word = false } = options;
  return unknownLike({ reason, origin, label }, { maybeNull, maybeUndefined, word });
}
/** An unknown that exists because `cause` is unknown: same reason and origin, other flags (all off by default). */
export function derived(
  cause: Unknown,
  { maybeNull = false, word = false }: { maybeNull?: boolean; word?: boolean } = {},
): Unknown {
  const same = !cause.maybeUndefined && cause.maybeNull === maybeNull && cause.word === word;
  if (same && cause.atLeast === undefined) return cause;
  return unknownLike(cause, { maybeNull, maybeUndefined: false, word });
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Made key by key: a loop makes one in each round, and a spread with the brand takes twenty times as long. */
function unknownLike(
  { reason, origin, label }: { reason: string; origin?: string | undefined; label?: string | undefined },
  { maybeNull, maybeUndefined, word }: Pick<Unknown, "maybeNull" | "maybeUndefined" | "word">,
): Mutable<Unknown> {
  const made: Mutable<Unknown> = { kind: "unknown", reason, maybeNull, maybeUndefined, word, [VALUE]: true };
  if (origin !== undefined) made.origin = origin;
  if (label !== undefined) made.label = label;
  return made;
}

/** Text with holes as a value: a String when no part is unknown. */
export function textWithHoles(parts: Parts, safe = false): StringValue | SafeStringValue | TextWithHoles {
  const joined = joinParts(parts);
  const [first] = joined;
  if (first === undefined) return safe ? safeString("") : string("");
  if (joined.length === 1 && typeof first === "string") return safe ? safeString(first) : string(first);
  return { kind: "text", parts: joined, safe, [VALUE]: true };
}
/** Joins adjacent strings, drops empty ones, and makes every unknown a hole (see `TextWithHoles`). */
function joinParts(parts: Parts): (string | Unknown)[] {
  const joined: (string | Unknown)[] = [];
  for (const part of parts) {
    if (typeof part !== "string") {
      joined.push(derived(part, { word: part.word && !part.maybeNull }));
      continue;
    }
    if (part === "") continue;
    const last = joined.at(-1);
    if (typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}

export function isValue(data: unknown): data is Value {
  return typeof data === "object" && data !== null && VALUE in data;
}
export function isNumber(value: Value): value is NumberValue {
  switch (value.kind) {
    case "integer":
    case "long":
    case "float":
    case "double":
    case "big-decimal":
    case "big-integer":
      return true;
    default:
      return false;
  }
}
/** List, Set and the view that `values` gives: everything that is a java.util.Collection. */
export function isCollection(value: Value): value is ListValue | SetValue | ValuesValue {
  return value.kind === "list" || value.kind === "set" || value.kind === "values";
}

/** The key under which a map keeps an entry: equal exactly for keys that Java holds for equal. */
export function mapKey(key: Value): string {
  if (key.kind === "string") return stringKey(key.value);
  return `\0${identity(key)}`;
}
function stringKey(key: string): string {
  return key.startsWith("\0") ? `\0string:${key}` : key;
}
function identity(value: Value): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "list":
    case "set":
      return `${value.kind}[${value.items.map((item) => JSON.stringify(identity(item))).join()}]`;
    case "map":
      return `map{${[...value.entries.values()]
        .map((e) => JSON.stringify(identity(e)))
        .sort()
        .join()}}`;
    case "entry":
      return `entry:${JSON.stringify([identity(value.key), identity(value.value)])}`;
    case "date":
      return `${value.javaClass}:${value.text}`;
    case "big-decimal":
      return `big-decimal:${value.unscaled}:${value.scale}`;
    case "double":
    case "float":
      return `${value.kind}:${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "array":
      return `array#${value.birth}`;
    case "values":
    case "bytes":
    case "missing-node":
    case "unknown":
    case "text":
      return value.kind;
    default:
      return `${value.kind}:${value.value}`;
  }
}

/** The value under a String key, or undefined; ignores `rest`. */
export function mapGet(of: MapValue, key: string): Value | undefined {
  return of.entries.get(stringKey(key))?.value;
}

/**
 * The first unknown found inside a value, at any depth; undefined when all is known. A map that may lack an entry, or
 * of which only some entries are known, is not known.
 */
export function findUnknown(value: Value): Unknown | undefined {
  switch (value.kind) {
    case "unknown":
      return value;
    case "text":
      return value.parts.find((part) => typeof part !== "string");
    case "list":
    case "array":
    case "set":
    case "values":
      for (const item of value.items) {
        const found = findUnknown(item);
        if (found !== undefined) return found;
      }
      return undefined;
    case "map":
      for (const item of value.entries.values()) {
        const found = findUnknown(item.value) ?? findUnknown(item.key);
        if (found !== undefined) return found;
      }
      return value.rest;
    case "entry":
      return findUnknown(value.key) ?? findUnknown(value.value);
    default:
      return undefined;
  }
}

/** The unknown on which the keys of a map depend; undefined if its keys are known. */
export function findUnknownKeys(of: MapValue): Unknown | undefined {
  if (of.rest !== undefined) return of.rest;
  for (const item of of.entries.values()) {
    if (item.value.kind === "unknown" && item.value.maybeUndefined) return item.value;
  }
  return undefined;
}
