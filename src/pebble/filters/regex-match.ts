import { findFirst } from "../../java/regex/regex.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { javaText } from "../values/java-text.ts";
import { bool, FALSE } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { withRegex } from "./regex-result.ts";

/** `x | regexMatch(regex)`: null gives false; a missing or malformed regex is an error. reference: Kestra's RegexMatchFilter */
export const regexMatchFilter: FilterDefinition = {
  name: "regexMatch",
  argumentNames: ["regex"],
  dialect: "2.0",
  purity: "pure",
  summary: "Whether the Java regular expression is found anywhere in the text. False for null.",
  nullInput: "value",
  apply: (input, [regex]) => {
    const pattern = requiredText(regex, "regex");
    if (input.kind === "null") return FALSE;
    return withRegex(pattern, (compiled) => bool(findFirst(compiled, javaText(input)) !== undefined));
  },
};
