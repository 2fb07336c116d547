import type { SqlNamePart } from "../access.ts";
import type { SqlFragment } from "../sql-text.ts";

/** The parts of a name written as one text. Dots inside quotes belong to a part. */
export function dottedParts(fragments: readonly SqlFragment[], quote?: string): SqlNamePart[] {
  const parts: { fragments: SqlFragment[]; quoted: boolean }[] = [];
  let part: SqlFragment[] = [];
  let text = "";
  let quoted = quote === undefined;
  let inside = false;

  const endText = () => {
    if (text !== "") part.push(text);
    text = "";
  };
  const endPart = () => {
    endText();
    parts.push({ fragments: part, quoted });
    part = [];
    quoted = quote === undefined;
  };
  for (const fragment of fragments) {
    if (typeof fragment !== "string") {
      endText();
      part.push(fragment);
      continue;
    }
    for (const character of fragment) {
      if (character === quote) {
        inside = !inside;
        quoted = true;
      } else if (character === "." && !inside) endPart();
      else text += character;
    }
  }
  endPart();
  return parts;
}
