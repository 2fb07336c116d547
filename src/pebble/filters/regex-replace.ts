import { replaceAll } from "../../java/regex/regex.ts";
import type { FilterDefinition } from "../definitions/definition.ts";
import { javaText } from "../values/java-text.ts";
import { NULL, string } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { withRegex } from "./regex-result.ts";

/** `x | regexReplace(regex, replacement)`: null gives null; a missing argument is an error. reference: Kestra's RegexReplaceFilter */
export const regexReplaceFilter: FilterDefinition = {
  name: "regexReplace",
  argumentNames: ["regex", "replacement"],
  dialect: "2.0",
  purity: "pure",
  summary:
    "Replaces every match of the Java regular expression; `$1` and `$` with a name in braces insert groups.",
  nullInput: "null",
  returnsText: true,
  apply: (input, [regex, replacement]) => {
    const pattern = requiredText(regex, "regex");
    const text = requiredText(replacement, "replacement");
    if (input.kind === "null") return NULL;
    return withRegex(pattern, (compiled) => string(replaceAll(compiled, javaText(input), text)));
  },
};
