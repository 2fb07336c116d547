import type { FilterDefinition } from "../definitions/definition.ts";
import { mapEntries } from "../values/map-order.ts";
import { findUnknown, findUnknownKeys } from "../values/unknown.ts";
import { integer, list, NULL, set } from "../values/value.ts";
import { wrongInput } from "./input.ts";

/** `x | keys`: a map, list or array, else an error; null gives null. reference: Kestra's KeysFilter */
export const keysFilter: FilterDefinition = {
  name: "keys",
  purity: "pure",
  summary: "The keys of a map (a Set: not indexable, not sortable), the indexes of a list or array.",
  nullInput: "null",
  apply: (input) => {
    if (input.kind === "null") return NULL;
    if (input.kind === "map") return set(mapEntries(input).map((item) => item.key));
    if (input.kind === "list" || input.kind === "array")
      return list(input.items.map((_, index) => integer(index)));
    throw wrongInput("a map, a list or an array", input);
  },
  partial: (input, args, context) => {
    if (input.kind === "list" || input.kind === "array") return keysFilter.apply(input, args, context);
    if (input.kind !== "map" || findUnknownKeys(input) !== undefined) return undefined;
    if (mapEntries(input).some((item) => findUnknown(item.key) !== undefined)) return undefined;
    return keysFilter.apply(input, args, context);
  },
};
