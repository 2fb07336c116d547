import { derived } from "./unknown.ts";
import { safeString, string } from "./value.ts";
import {
  type Parts,
  type SafeStringValue,
  type StringValue,
  type TextWithHoles,
  type Unknown,
  VALUE,
} from "./value-kinds.ts";

/** Text with holes as a value: a String when no part is unknown. */
export function textWithHoles(parts: Parts, safe = false): StringValue | SafeStringValue | TextWithHoles {
  const joined = joinParts(parts);
  const [first] = joined;
  if (first === undefined) return safe ? safeString("") : string("");
  if (joined.length === 1 && typeof first === "string") return safe ? safeString(first) : string(first);
  return { kind: "text", parts: joined, safe, [VALUE]: true };
}
/** Joins adjacent strings, drops empty ones, and makes every unknown a hole (see `TextWithHoles`). */
function joinParts(parts: Parts): (string | Unknown)[] {
  const joined: (string | Unknown)[] = [];
  for (const part of parts) {
    if (typeof part !== "string") {
      joined.push(derived(part, { word: part.word && !part.maybeNull }));
      continue;
    }
    if (part === "") continue;
    const last = joined.at(-1);
    if (typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}
