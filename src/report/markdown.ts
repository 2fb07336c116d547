import { escapeControlChars } from "../util/escape-control-chars.ts";
import { shortened } from "../util/shortened.ts";
import { grouped } from "../util/text.ts";

const MAX_LENGTH = 200;
/** Limit for sentences with quoted names. */
export const MAX_SENTENCE = 600;

/**
 * External text in Markdown: names, paths, values, and sentences with them. Only inside a code span do GitHub and
 * GitLab create no link, mention, reference or HTML; backslashes and entities do not prevent `www.`, `@` or `#1`.
 *
 * @param most maximum number of characters; cut text ends with "…"
 */
export function mdCode(text: string, most = MAX_LENGTH): string {
  const shown = shortened(escapeControlChars(text.slice(0, most + 1)), most);
  if (shown.trim() === "") return `\`"${shown}"\``;
  const runs = new Set(Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  // Only a run of the same length ends a span. The shortest free length is used, because cmark limits a fence to 80
  // backticks.
  let length = 1;
  while (runs.has(length)) length++;
  const fence = "`".repeat(length);
  // One space on each side is not part of the span, and separates inner backticks from the fence.
  const padding = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A table. Cells are Markdown without a "|" outside code spans. */
export function mdTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/**
 * A "|" ends a cell even inside a code span, and a backslash before it is removed. Parsers differ after another
 * backslash; there it becomes an escape like those of `escapeControlChars`.
 */
function inCell(markdown: string): string {
  return markdown.replaceAll("\\|", "\\\\u007c").replaceAll("|", "\\|");
}

/**
 * A folded section.
 *
 * @param summary internal text only: Markdown, including code spans, has no meaning there
 */
export function mdDetails(summary: string, content: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...content, "", "</details>"];
}

/** The first of many list items, with the number of omitted ones. */
export function mdFirst<T>(items: readonly T[], most: number, show: (item: T) => string): string[] {
  const lines = items.slice(0, most).map((item) => show(item));
  if (items.length > most) lines.push(`and ${grouped(items.length - most)} more`);
  return lines;
}
