import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { isCollection } from "../values/kind-guards.ts";
import { character, NULL } from "../values/value.ts";
import { wrongInput } from "./input.ts";

/**
 * `x | last`: null and empty collections give null; an empty String, a map and every other value are errors.
 * reference: Pebble's LastFilter
 */
export const lastFilter: FilterDefinition = {
  name: "last",
  purity: "pure",
  summary:
    "The last item of a list, set or array; of a String its last character (a Character: never equal to a String).",
  nullInput: "null",
  mayReturnNull: true,
  apply: (input) => {
    if (input.kind === "null") return NULL;
    if (input.kind === "string" || input.kind === "safe-string") {
      if (input.value === "") throw fail("the text is empty");
      return character(input.value.at(-1) ?? "");
    }
    if (isCollection(input) || input.kind === "array") return input.items.at(-1) ?? NULL;
    throw wrongInput("a String, a collection or an array", input);
  },
  partial: (input, args, context) => {
    if (input.kind === "text") {
      const edge = input.parts.at(-1);
      return typeof edge === "string" ? character(edge.at(-1) ?? "") : undefined;
    }
    return input.kind === "unknown" ? undefined : lastFilter.apply(input, args, context);
  },
};
