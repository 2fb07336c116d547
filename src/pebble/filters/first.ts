import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isCollection } from "../values/kind-guards.ts";
import { character, NULL } from "../values/value.ts";
import { wrongInput } from "./input.ts";

/**
 * `x | first`: null and empty collections give null; an empty String, a map and every other value are errors.
 * reference: Pebble's FirstFilter
 */
export const firstFilter: FilterDefinition = {
  name: "first",
  purity: "pure",
  summary:
    "The first item of a list, set or array; of a String its first character (a Character: never equal to a String).",
  nullInput: "null",
  mayReturnNull: true,
  apply: (input) => {
    if (input.kind === "null") return NULL;
    if (input.kind === "string" || input.kind === "safe-string") {
      if (input.value === "") throw fail("the text is empty");
      return character(input.value.at(0) ?? "");
    }
    if (isCollection(input) || input.kind === "array") return input.items.at(0) ?? NULL;
    throw wrongInput("a String, a collection or an array", input);
  },
  partial: (input, args, context) => {
    if (input.kind === "text") {
      const edge = input.parts.at(0);
      return typeof edge === "string" ? character(edge.at(0) ?? "") : undefined;
    }
    return input.kind === "unknown" ? undefined : firstFilter.apply(input, args, context);
  },
};
