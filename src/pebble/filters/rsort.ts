import type { FilterDefinition } from "../definitions/definition.ts";
import { NULL } from "../values/value.ts";
import { listInput } from "./input.ts";
import { sortInPlace } from "./sort-in-place.ts";

/** `x | rsort`: a List of items of one class, else an error; null gives null. Changes the list itself. reference: Pebble's RsortFilter */
export const rsortFilter: FilterDefinition = {
  name: "rsort",
  purity: "pure",
  summary:
    "Sorts a list in place, greatest first; this changes the variable. Items of different classes are an error.",
  nullInput: "null",
  refusesText: true,
  apply: (input, _args, context) =>
    input.kind === "null" ? NULL : sortInPlace(listInput(input), true, context),
  partial: (input, _args, context) => (input.kind === "list" ? sortInPlace(input, true, context) : undefined),
};
