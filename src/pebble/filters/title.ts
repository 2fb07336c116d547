import type { Parts } from "../values/value.ts";
import { isJavaSpace, titleCase } from "./capitalize.ts";
import { textFilter } from "./text-filter.ts";

/** `x | title`: a String, else an error; null gives null. reference: Pebble's TitleFilter */
export const titleFilter = textFilter({
  name: "title",
  summary:
    "The first character after white space, and of the text, in upper case; only white space separates words.",
  takes: "string",
  text: (text) => titled(text),
  holes: (parts) => parts.flatMap((part, index) => afterHole(part, parts[index - 1])),
});

function titled(text: string, atStart = true): string {
  let starts = atStart;
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? "";
    const space = isJavaSpace(unit);
    result += starts && !space ? titleCase(unit) : unit;
    starts = space;
  }
  return result;
}

/** The first character after a hole begins a word only when the hole is empty or ends in white space. */
function afterHole(part: Parts[number], before: Parts[number] | undefined): Parts {
  if (typeof part !== "string") return [part];
  if (typeof before !== "object") return [titled(part)];
  const first = part[0] ?? "";
  if (before.word || isJavaSpace(first) || titleCase(first) === first) return [titled(part, false)];
  return [titled(part, false).slice(1)];
}
