import type { Parts, Unknown } from "../values/value.ts";
import { loose } from "./holes.ts";
import { textFilter } from "./text-filter.ts";

/** `x | capitalize`: a String, else an error; null gives null. reference: Pebble's CapitalizeFilter */
export const capitalizeFilter = textFilter({
  name: "capitalize",
  summary: "The text with its first character other than white space in upper case.",
  takes: "string",
  text: capitalized,
  holes: capitalizedParts,
});

function capitalized(text: string): string {
  const at = text.search(NOT_SPACE);
  return at < 0 ? text : text.slice(0, at) + titleCase(text[at] ?? "") + text.slice(at + 1);
}

/** Character.isWhitespace, the other way round: no-break spaces count as characters. */
const NOT_SPACE = /[^\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

export function isJavaSpace(unit: string): boolean {
  return !NOT_SPACE.test(unit);
}

/** Character.toTitleCase of one UTF-16 unit: what has a longer upper case stays. */
export function titleCase(unit: string): string {
  const upper = unit.toUpperCase();
  return upper.length === 1 ? upper : unit;
}

/** The letter in question is in a word, in a literal, or in either of them: then it is left to the hole. */
function capitalizedParts(parts: Parts): Parts {
  const result: (string | Unknown)[] = [];
  let hole: Unknown | undefined;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") {
      if (hole === undefined) {
        result.push(part);
        hole = part;
        if (part.word) return [...result, ...parts.slice(index + 1)];
        continue;
      }
      if (part.word) return [...result, loose(part), ...parts.slice(index + 1)];
      continue;
    }
    if (hole === undefined) {
      result.push(capitalized(part));
      if (NOT_SPACE.test(part)) return [...result, ...parts.slice(index + 1)];
      continue;
    }
    const at = part.search(NOT_SPACE);
    if (at < 0) continue;
    return [...result, part.slice(at + 1), ...parts.slice(index + 1)];
  }
  return result;
}
