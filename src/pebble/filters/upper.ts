import type { FilterDefinition } from "../definitions/definition.ts";
import { javaText } from "../values/java-text.ts";
import { NULL, string } from "../values/value.ts";

/**
 * `x | upper`: the text of any value, never an error; null gives null. The locale is that of the JVM, en_US here.
 * reference: Pebble's UpperFilter
 */
export const upperFilter: FilterDefinition = {
  name: "upper",
  purity: "pure",
  summary: "The text of the input in upper case.",
  nullInput: "null",
  returnsText: true,
  textual: true,
  apply: (input) => (input.kind === "null" ? NULL : string(javaText(input).toUpperCase())),
  holes: (parts) => parts.map((part) => (typeof part === "string" ? part.toUpperCase() : part)),
};
