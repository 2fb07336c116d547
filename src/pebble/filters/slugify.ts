import type { FilterDefinition } from "../definitions/definition.ts";
import { javaText } from "../values/java-text.ts";
import { NULL, type Parts, string, type Unknown } from "../values/value.ts";

/**
 * `x | slugify(format, timeZone, existingFormat, locale)`: the text of any value, never an error; null gives null. reference: Kestra's SlugifyFilter and
 * Slugify
 */
export const slugifyFilter: FilterDefinition = {
  name: "slugify",
  // Its class extends that of the date filters, whose arguments it accepts and ignores.
  argumentNames: ["format", "timeZone", "existingFormat", "locale"],
  purity: "pure",
  summary:
    "Lower-case letters, digits and single dashes: white space and `_` become `-`; accents and all other " +
    "characters are dropped.",
  nullInput: "null",
  returnsText: true,
  textual: true,
  apply: (input) => (input.kind === "null" ? NULL : string(slug(javaText(input)))),
  holes: (parts) => slugOfParts(parts),
};

function slug(text: string): string {
  return letters(text).replaceAll(/-{2,}/g, "-").replace(/^-/, "").replace(/-$/, "").toLowerCase();
}

/** Everything but collapsing and trimming dashes; works on each character alone. */
function letters(text: string): string {
  return text
    .replaceAll(/[ \t\n\v\f\r]/g, "-")
    .normalize("NFD")
    .replaceAll(/[^\w-]/g, "")
    .replaceAll("_", "-");
}

/**
 * A dash of the text is certain only between letters, digits or words; otherwise it may be trimmed. Of dashes separated
 * only by holes, one is certain, because all holes may be empty.
 */
function slugOfParts(parts: Parts): Parts {
  const tokens: (string | Unknown)[] = parts.flatMap((part): (string | Unknown)[] =>
    typeof part === "string" ? [...letters(part).toLowerCase()] : [part],
  );
  const solid = (token: string | Unknown) => (typeof token === "string" ? token !== "-" : token.word);
  const lastSolid = tokens.findLastIndex(solid);
  const result: (string | Unknown)[] = [];
  let solidSeen = false;
  let dashSince = false;
  for (const [index, token] of tokens.entries()) {
    if (token === "-") {
      if (solidSeen && index < lastSolid && !dashSince) result.push("-");
      dashSince = true;
      continue;
    }
    if (solid(token)) {
      solidSeen = true;
      dashSince = false;
    }
    result.push(token);
  }
  return result;
}
