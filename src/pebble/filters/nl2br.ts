import { eachLiteral, textFilter } from "./text-filter.ts";

/** `x | nl2br`: any value's text, never an error; null gives null. reference: Pebble's Nl2brFilter (4.0) */
export const nl2brFilter = textFilter({
  name: "nl2br",
  summary: "Every newline (`\\r\\n`, `\\r`, `\\n`) becomes `<br />`.",
  takes: "any",
  text: breaks,
  holes: (parts) => eachLiteral(parts, breaks),
});

function breaks(text: string): string {
  return text.replaceAll(/\r\n|\r|\n/g, "<br />");
}
