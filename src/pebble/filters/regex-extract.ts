import { toLong } from "../../java/number/conversion.ts";
import { findFirst } from "../../java/regex/regex.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { isNumber } from "../values/kind-guards.ts";
import { NULL, string } from "../values/value.ts";
import { describe, requiredText } from "./input.ts";
import { withRegex } from "./regex-result.ts";

/** `x | regexExtract(regex, group=0)`: null, and no match, give null; a group that is not there is an error. reference: Kestra's RegexExtractFilter */
export const regexExtractFilter: FilterDefinition = {
  name: "regexExtract",
  argumentNames: ["regex", "group"],
  dialect: "2.0",
  purity: "pure",
  summary: "The first match of the Java regular expression, or one group of it; null without a match.",
  nullInput: "null",
  mayReturnNull: true,
  returnsText: true,
  apply: (input, [regex, group]) => {
    const pattern = requiredText(regex, "regex");
    if (group !== undefined && group.kind !== "null" && !isNumber(group))
      throw fail(`the argument "group" must be a number, not ${describe(group)}`);
    const index = group === undefined || group.kind === "null" ? 0 : Number(toLong(group));
    if (input.kind === "null") return NULL;
    return withRegex(pattern, (compiled) => {
      const match = findFirst(compiled, javaText(input));
      if (match === undefined) return NULL;
      if (index < 0 || index > compiled.groups) throw fail(`the regular expression has no group ${index}`);
      const text = match.groups[index];
      return text === undefined ? NULL : string(text);
    });
  },
};
