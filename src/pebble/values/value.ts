import type { JavaNumber } from "../../java/number/java-number.ts";
import { limitExceeded } from "./failure.ts";
import { mapKey, stringKey } from "./map-key.ts";
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
  type SafeStringValue,
  type SetValue,
  type StringValue,
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
export function safeString(value: string): SafeStringValue {
  return { kind: "safe-string", value, [VALUE]: true };
}

let allocations = 0;
/** The number of the youngest list: lists made later have a greater one. */
export function latestAllocation(): number {
  return allocations;
}
/** java.util.ArrayList. */
export function list(items: readonly Value[]): ListValue {
  allocations += 1;
  return { kind: "list", items, immutable: false, allocation: allocations, ...extent(items), [VALUE]: true };
}
/** A list from the caller that is created during a rendering; it counts as older than all others. */
export function givenList(items: readonly Value[]): ListValue {
  return { kind: "list", items, immutable: false, allocation: 0, ...extent(items), [VALUE]: true };
}
export function immutableList(items: readonly Value[]): ListValue {
  allocations += 1;
  return { kind: "list", items, immutable: true, allocation: allocations, ...extent(items), [VALUE]: true };
}
export function array(items: readonly Value[], component: string): ArrayValue {
  allocations += 1;
  return { kind: "array", items, component, allocation: allocations, ...extent(items), [VALUE]: true };
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
