import { escapeControlChars } from "../../util/escape-control-chars.ts";

/** An attribute value in quotes. Only the quote itself needs care here: what a backslash means is up to the attribute. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

/**
 * Text for a label or tooltip: nothing in it is taken for an escape (`\N`), an entity (`&lt;`) or markup.
 *
 * @param lines become lines that are centred
 */
export function dotLabel(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    escapeControlChars(line)
      .replaceAll("\\", "\\\\")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;"),
  );
  return quoted(escaped.join("\\n"));
}

/**
 * A node name. Names are no label: a backslash cannot be escaped in them and Graphviz reads entities in them, so such
 * characters are written as their UTF-8 bytes with `%`, as in URLs. `decodeURIComponent` gives the name back.
 */
export function dotName(name: string): string {
  return quoted(percentEncoded(name));
}

export function percentEncoded(name: string): string {
  return name
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^\p{L}\p{N} ._:/*()=,+~#-]/gu, (char) =>
      [...new TextEncoder().encode(char)]
        .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
        .join(""),
    );
}

/** An attribute value of a theme: numbers and plain words stand bare. */
export function dotValue(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value) ? value : quoted(value.replaceAll("\\", "\\\\"));
}
