import type { FilterDefinition } from "../definitions/definition.ts";
import { fail } from "../values/failure.ts";
import { javaText } from "../values/java-text.ts";
import { mapEntries } from "../values/map-order.ts";
import { hashMap, list, NULL, string, type Value } from "../values/value.ts";
import { requiredText } from "./input.ts";
import { eachLiteral } from "./text-filter.ts";

/**
 * `x | escapeChar(type)`: null gives null; a missing or other type is an error.
 * reference: Kestra's EscapeCharFilter
 */
export const escapeCharFilter: FilterDefinition = {
  name: "escapeChar",
  argumentNames: ["type"],
  purity: "pure",
  summary:
    "Escapes quotes: `single` makes `'` into `\\'`, `double` makes `\"` into `\\\"`, `shell` makes `'` into `'\\''`. Applies " +
    "to the texts in lists and maps; other values there become text, and null is an error. " +
    "A list or map with unknown parts gives an unknown result.",
  nullInput: "null",
  apply: (input, [type]) => (input.kind === "null" ? NULL : escaped(input, escaperOf(type))),
  holes: (parts, [type]) => eachLiteral(parts, escaperOf(type)),
};

type Escaper = (text: string) => string;

function escaperOf(type: Value | undefined): Escaper {
  switch (requiredText(type, "type").toLowerCase()) {
    case "single":
      return (text) => text.replaceAll("'", "\\'");
    case "double":
      return (text) => text.replaceAll('"', '\\"');
    case "shell":
      return (text) => text.replaceAll("'", "'\\''");
    default:
      throw fail('the argument "type" must be "single", "double" or "shell"');
  }
}

function escaped(value: Value, escaper: Escaper): Value {
  switch (value.kind) {
    case "null":
      throw fail("a null inside a list or map cannot be escaped");
    case "list":
      return list(value.items.map((item) => escaped(item, escaper)));
    case "map":
      return hashMap(mapEntries(value).map((item) => [item.key, escaped(item.value, escaper)]));
    default:
      return string(escaper(javaText(value)));
  }
}
