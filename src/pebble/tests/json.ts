import { parseJson } from "../codecs/json-parse.ts";
import type { TestDefinition } from "../definitions/definition.ts";
import { javaClassName } from "../values/class-name.ts";
import { Failure, fail } from "../values/failure.ts";

/** `x is json`: a String; null and everything else are errors. Empty text counts as JSON. reference: Kestra's JsonTest */
export const jsonTest: TestDefinition = {
  name: "json",
  purity: "pure",
  summary: "Whether the text is JSON; true for empty text. Any value other than a String is an error.",
  apply: (input) => {
    if (input.kind !== "string")
      throw fail(`the value must be a String, not ${javaClassName(input) ?? "null"}`);
    if (input.value.trim() === "") return true;
    try {
      parseJson(input.value);
      return true;
    } catch (error) {
      if (error instanceof Failure && error.kind !== "limit") return false;
      throw error;
    }
  },
};
