import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool, FALSE } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { startsWithKnown } from "./known-edge.ts";

/**
 * `x | startsWith(value)`: texts of both. Null input is an error in 1.x and false in 2.0; a missing value is an error.
 * reference: Kestra's StartsWithFilter
 */
export const startsWithFilter: FilterDefinition = {
  name: "startsWith",
  argumentNames: ["value"],
  purity: "pure",
  summary:
    "Whether the text of the input starts with the text of `value`. Null input is an error in 1.x and false in 2.0.",
  nullInput: "value",
  apply: (input, [value], { dialect }) => {
    if (input.kind === "null") {
      if (dialect === "2.0") return FALSE;
      throw fail("the input is null");
    }
    return bool(javaText(input).startsWith(requiredText(value, "value")));
  },
  partial: (input, [value]) => {
    if (
      input.kind !== "text" ||
      value === undefined ||
      (value.kind !== "string" && value.kind !== "character")
    )
      return undefined;
    const answer = startsWithKnown(input.parts, value.value);
    return answer === undefined ? undefined : bool(answer);
  },
};
