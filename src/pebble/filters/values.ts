import type { FilterDefinition } from "../definitions/definition.ts";
import { mapEntries } from "../values/map-order.ts";
import { findUnknown, findUnknownKeys } from "../values/unknown.ts";
import { NULL, valuesView } from "../values/value.ts";
import { wrongInput } from "./input.ts";

/** `x | values`: a map, else an error; null gives null. reference: Kestra's ValuesFilter */
export const valuesFilter: FilterDefinition = {
  name: "values",
  purity: "pure",
  summary: "The values of a map (a Collection without index).",
  nullInput: "null",
  refusesText: true,
  apply: (input) => {
    if (input.kind === "null") return NULL;
    if (input.kind !== "map") throw wrongInput("a map", input);
    return valuesView(mapEntries(input).map((item) => item.value));
  },
  partial: (input, args, context) => {
    if (input.kind !== "map" || findUnknownKeys(input) !== undefined) return undefined;
    if (mapEntries(input).some((item) => findUnknown(item.key) !== undefined)) return undefined;
    return valuesFilter.apply(input, args, context);
  },
};
