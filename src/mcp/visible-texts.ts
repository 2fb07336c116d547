import { escapeControlChars } from "../util/escape-control-chars.ts";

/**
 * JSON data with the invisible characters of its texts and keys as visible escapes: they could hold instructions that an
 * agent reads and its user does not see. Line breaks and tabs are kept.
 */
export function visibleTexts(value: unknown): unknown {
  if (typeof value === "string") return visible(value);
  if (Array.isArray(value)) return value.map(visibleTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [visible(key), visibleTexts(inner)]));
}

function visible(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part) => (part === "\n" || part === "\t" ? part : escapeControlChars(part)))
    .join("");
}
