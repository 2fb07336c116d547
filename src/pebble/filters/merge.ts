import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { mapEntries } from "../values/map-order.ts";
import { findUnknownKeys } from "../values/unknown.ts";
import {
  type ArrayValue,
  array,
  hashMap,
  type ListValue,
  list,
  type MapValue,
  type Value,
} from "../values/value.ts";
import { describe } from "./input.ts";

/**
 * `x | merge(items)`: null on one side gives the other, on both sides an error; kinds that do not go together are errors.
 * reference: Pebble's MergeFilter
 */
export const mergeFilter: FilterDefinition = {
  name: "merge",
  argumentNames: ["items"],
  purity: "pure",
  summary:
    "Map and map (the right wins), map and list (items become keys and values), list and list or map, array and array. " +
    "Null on one side gives the other; on both sides it is an error.",
  nullInput: "value",
  apply: (input, [items]) => {
    if (items === undefined || items.kind === "null") {
      if (input.kind === "null") throw fail("both sides are null");
      return input;
    }
    if (input.kind === "null") return items;
    return merged(input, items);
  },
  partial: (input, [items]) =>
    items !== undefined && isOpenTo(input) && isOpenTo(items) ? merged(input, items) : undefined,
};

/** Unknowns inside are passed on as they are; only the shape must be known. */
function isOpenTo(value: Value): boolean {
  return value.kind === "list" || (value.kind === "map" && findUnknownKeys(value) === undefined);
}

function merged(left: Value, right: Value): Value {
  if (left.kind === "map") return mergeIntoMap(left, right);
  if (left.kind === "list") return mergeIntoList(left, right);
  if (left.kind === "array" && right.kind === "array") return mergeArrays(left, right);
  throw fail(`${describe(left)} and ${describe(right)} cannot be merged`);
}

function mergeIntoMap(left: MapValue, right: Value): Value {
  const pairs: (readonly [Value, Value])[] = mapEntries(left).map((item) => [item.key, item.value]);
  if (right.kind === "map") for (const item of mapEntries(right)) pairs.push([item.key, item.value]);
  else if (right.kind === "list") for (const item of right.items) pairs.push([item, item]);
  else throw fail(`a map and ${describe(right)} cannot be merged`);
  const size = right.kind === "map" ? right.entries.size : right.items.length;
  return hashMap(pairs, left.entries.size + size + 16);
}

function mergeIntoList(left: ListValue, right: Value): Value {
  if (right.kind === "list") return list([...left.items, ...right.items]);
  if (right.kind === "map") return list([...left.items, ...mapEntries(right)]);
  throw fail(`a list and ${describe(right)} cannot be merged`);
}

function mergeArrays(left: ArrayValue, right: ArrayValue): Value {
  if (left.component !== right.component) throw fail("arrays of different types cannot be merged");
  return array([...left.items, ...right.items], left.component);
}
