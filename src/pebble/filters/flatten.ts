import type { FilterDefinition } from "../definitions/definition.ts";
import { isCollection } from "../values/kind-guards.ts";
import { immutableList, NULL, type Value } from "../values/value.ts";
import { listInput } from "./input.ts";

/** `x | flatten`: a List, else an error; null gives null. reference: Kestra's FlattenFilter */
export const flattenFilter: FilterDefinition = {
  name: "flatten",
  purity: "pure",
  summary:
    "The items of a list, with nested collections replaced by their items (one level). The result cannot be sorted in place.",
  nullInput: "null",
  refusesText: true,
  apply: (input) => (input.kind === "null" ? NULL : immutableList(listInput(input).items.flatMap(itemsOf))),
  partial: (input) =>
    input.kind === "list" && input.items.every((item) => item.kind !== "unknown")
      ? immutableList(input.items.flatMap(itemsOf))
      : undefined,
};

function itemsOf(item: Value): readonly Value[] {
  return isCollection(item) ? item.items : [item];
}
