import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { endsWithKnown } from "./known-edge.ts";

/** `x | endsWith(value)`: texts of both; null input or a missing value are errors. reference: Kestra's EndsWithFilter */
export const endsWithFilter: FilterDefinition = {
  name: "endsWith",
  argumentNames: ["value"],
  purity: "pure",
  summary: "Whether the text of the input ends with the text of `value`.",
  nullInput: "error",
  apply: (input, [value]) => {
    if (input.kind === "null") throw fail("the input is null");
    return bool(javaText(input).endsWith(requiredText(value, "value")));
  },
  partial: (input, [value]) => {
    if (
      input.kind !== "text" ||
      value === undefined ||
      (value.kind !== "string" && value.kind !== "character")
    )
      return undefined;
    const answer = endsWithKnown(input.parts, value.value);
    return answer === undefined ? undefined : bool(answer);
  },
};
