import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { bool, FALSE } from "../values/value.ts";
import { requiredText } from "./input.ts";
import type { endsWithKnown } from "./known-edge.ts";

/**
 * A filter that compares an end of a text with `value`. Null input is an error in 1.x and false in 2.0; a missing value
 * is an error.
 *
 * @param known the answer for a text with unknown parts, if it is certain
 */
export function edgeFilter(
  name: string,
  verb: string,
  compare: (text: string, value: string) => boolean,
  known: typeof endsWithKnown,
): FilterDefinition {
  return {
    name,
    argumentNames: ["value"],
    purity: "pure",
    summary: `Whether the text of the input ${verb} with the text of \`value\`. Null input is an error in 1.x and false in 2.0.`,
    nullInput: "value",
    apply: (input, [value], { dialect }) => {
      if (input.kind === "null") {
        if (dialect === "2.0") return FALSE;
        throw fail("the input is null");
      }
      return bool(compare(javaText(input), requiredText(value, "value")));
    },
    partial: (input, [value]) => {
      if (input.kind !== "text" || (value?.kind !== "string" && value?.kind !== "character"))
        return undefined;
      const answer = known(input.parts, value.value);
      return answer === undefined ? undefined : bool(answer);
    },
  };
}
