import { escapeControlChars } from "../../util/escape-control-chars.ts";

/** A quoted attribute value. Only quotes are escaped; the meaning of a backslash depends on the attribute. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

/**
 * Text for a label or tooltip, without escapes (`\N`), entities (`&lt;`) or markup.
 *
 * @param lines become centred lines
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
 * A node name. Names cannot contain escaped backslashes, and Graphviz decodes entities in them, so such characters
 * become their UTF-8 bytes with `%`, as in URLs. `decodeURIComponent` reverses this.
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

/** An attribute value of a theme: numbers and plain words without quotes. */
export function dotValue(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value) ? value : quoted(value.replaceAll("\\", "\\\\"));
}
