import { eachLiteral, textFilter } from "./text-filter.ts";

/** `x | lower`: the text of any value, never an error; null gives null. reference: Pebble's LowerFilter */
export const lowerFilter = textFilter({
  name: "lower",
  summary: "The text in lower case.",
  takes: "any",
  text: (text) => text.toLowerCase(),
  holes: (parts) =>
    // The lower case of sigma depends on its neighbours.
    parts.some((part) => typeof part === "string" && part.includes("\u03a3"))
      ? undefined
      : eachLiteral(parts, (text) => text.toLowerCase()),
});
