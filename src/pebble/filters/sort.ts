import type { CallContext, FilterDefinition } from "../definitions/definition.ts";
import { type ArrayValue, type ListValue, list, NULL, type Value } from "../values/value.ts";
import { wrongInput } from "./input.ts";
import { sortInPlace } from "./sort-in-place.ts";

/** `x | sort`: a list or array of items of one class, else an error; null gives null. Changes the list itself. reference: Pebble's SortFilter */
export const sortFilter: FilterDefinition = {
  name: "sort",
  purity: "pure",
  summary:
    "Sorts a list or array in place; this changes the variable. Items of different classes are an error.",
  nullInput: "null",
  refusesText: true,
  apply: (input, _args, context) => {
    if (input.kind === "null") return NULL;
    if (input.kind !== "list" && input.kind !== "array") throw wrongInput("a List", input);
    return sorted(input, context);
  },
  partial: (input, _args, context) =>
    input.kind === "list" || input.kind === "array" ? sorted(input, context) : undefined,
};

/** An array is sorted too, and comes back as a List. */
function sorted(input: ListValue | ArrayValue, context: CallContext): Value {
  sortInPlace(input, false, context);
  return input.kind === "list" ? input : list(input.items);
}
