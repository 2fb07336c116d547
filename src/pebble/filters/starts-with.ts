import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { startsWithKnown } from "./known-edge.ts";

/** `x | startsWith(value)`: texts of both; null input or a missing value are errors. reference: Kestra's StartsWithFilter */
export const startsWithFilter: FilterDefinition = {
  name: "startsWith",
  argumentNames: ["value"],
  purity: "pure",
  summary: "Whether the text of the input starts with the text of `value`.",
  nullInput: "error",
  apply: (input, [value]) => {
    if (input.kind === "null") throw fail("the input is null");
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
