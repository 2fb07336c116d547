import type { FilterDefinition } from "../definitions/definition.ts";
import { javaParts, javaText } from "../values/java-text.ts";
import { textWithHoles } from "../values/text-with-holes.ts";
import { NULL, string as stringValue } from "../values/value.ts";

/** `x | string`: null gives null; never an error. reference: Kestra's StringFilter */
export const stringFilter: FilterDefinition = {
  name: "string",
  purity: "pure",
  summary: "Java's toString: lists print `[1, a]`, maps `{a=1}`.",
  nullInput: "null",
  returnsText: true,
  textual: true,
  apply: (input) => (input.kind === "null" ? NULL : stringValue(javaText(input))),
  holes: (parts) => parts,
  partial: (input) => (input.kind === "unknown" ? undefined : textWithHoles(javaParts(input))),
};
