import { toLong } from "../../java/number/conversion.ts";
import type { Arguments, FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isNumber } from "../values/kind-guards.ts";
import { array, list, NULL, string, type Value } from "../values/value.ts";
import { argumentsKnown, describe, wrongInput } from "./input.ts";

/**
 * `x | slice(fromIndex=0, toIndex=length)`: a String, List or array, else an error; null gives null. Indexes outside
 * the input, and an empty range with a toIndex, are errors. reference: Pebble's SliceFilter
 */
export const sliceFilter: FilterDefinition = {
  name: "slice",
  argumentNames: ["fromIndex", "toIndex"],
  purity: "pure",
  summary:
    "The part of a text, list or array from `fromIndex` to `toIndex` (exclusive). An empty part is an error when `toIndex` is given.",
  nullInput: "null",
  apply: (input, args) => {
    if (input.kind === "null") return NULL;
    switch (input.kind) {
      case "string":
      case "safe-string":
        return string(input.value.slice(...bounds(args, input.value.length)));
      case "list":
        return list(input.items.slice(...bounds(args, input.items.length)));
      case "array":
        return array(input.items.slice(...bounds(args, input.items.length)), input.component);
      default:
        throw wrongInput("a String, a List or an array", input);
    }
  },
  partial: (input, args, context) => {
    if (!argumentsKnown(args)) return undefined;
    if (input.kind === "list" || input.kind === "array") return sliceFilter.apply(input, args, context);
    const [first] = input.kind === "text" ? input.parts : [];
    if (typeof first !== "string" || args[1] === undefined || args[1].kind === "null") return undefined;
    return index(args[1], "toIndex") <= first.length
      ? sliceFilter.apply(string(first), args, context)
      : undefined;
  },
};

function bounds([fromIndex, toIndex]: Arguments, size: number): [number, number] {
  const from = fromIndex === undefined || fromIndex.kind === "null" ? 0 : index(fromIndex, "fromIndex");
  if (from < 0) throw fail("fromIndex must not be negative");
  if (toIndex === undefined || toIndex.kind === "null") {
    if (from > size) throw fail(`fromIndex must not be greater than the size ${size}`);
    return [from, size];
  }
  const to = index(toIndex, "toIndex");
  if (to > size) throw fail(`toIndex must not be greater than the size ${size}`);
  if (from >= to) throw fail("toIndex must be greater than fromIndex");
  return [from, to];
}

function index(arg: Value, name: string): number {
  if (!isNumber(arg)) throw fail(`the argument "${name}" must be a number, not ${describe(arg)}`);
  return Number(BigInt.asIntN(32, toLong(arg)));
}
