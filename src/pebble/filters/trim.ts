import { trimEnd, trimStart } from "../../java/white-space.ts";
import { derived } from "../values/unknown.ts";
import type { Parts, Unknown } from "../values/value.ts";
import { textFilter } from "./text-filter.ts";

/** `x | trim`: a String, else an error; null gives null. reference: Pebble's TrimFilter, java.lang.String.trim */
export const trimFilter = textFilter({
  name: "trim",
  summary: "The text without spaces and control characters (up to U+0020) at both ends.",
  takes: "string",
  text: (text) => trimEnd(trimStart(text)),
  holes: (parts) => fromEnd(fromStart(parts)),
});

/**
 * Space before the first solid character goes; beside a hole, which may be blank, it may go and is left to the hole.
 */
function fromStart(parts: Parts): Parts {
  const result: (string | Unknown)[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") {
      result.push(part);
      if (part.word) return [...result, ...parts.slice(index + 1)];
      continue;
    }
    const kept = trimStart(part);
    if (kept !== "") return [...result, kept, ...parts.slice(index + 1)];
  }
  return result;
}
function fromEnd(parts: Parts): Parts {
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    const tail = parts.slice(index + 1).filter((piece) => typeof piece !== "string");
    if (typeof part === "object" && part.word)
      return [...parts.slice(0, index), derived(part, { word: true }), ...tail];
    if (typeof part !== "string") continue;
    const kept = trimEnd(part);
    if (kept !== "") return [...parts.slice(0, index), kept, ...tail];
  }
  return parts.filter((part) => typeof part !== "string");
}
