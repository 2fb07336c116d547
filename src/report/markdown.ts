import { escapeControlChars } from "../util/escape-control-chars.ts";
import { grouped } from "../util/text.ts";
import { shortened } from "./shortened.ts";

const MAX_LENGTH = 200;
/** For whole sentences that quote names. */
export const MAX_SENTENCE = 600;

/**
 * Foreign text in Markdown: names, paths, values, and sentences that quote them. A code span is the only place where
 * GitHub and GitLab make no link, mention, reference or HTML of it; a backslash or an entity stops neither `www.`, nor
 * `@`, nor `#1`. The rest of a report is own words.
 *
 * @param most characters at most, what is cut ends with "…"
 */
export function mdCode(text: string, most = MAX_LENGTH): string {
  const shown = shortened(escapeControlChars(text.slice(0, most + 1)), most);
  if (shown.trim() === "") return `\`"${shown}"\``;
  const runs = new Set(Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  // Only a run of the same length ends a span. The shortest free one, as cmark takes no more than 80 backticks for a fence.
  let length = 1;
  while (runs.has(length)) length++;
  const fence = "`".repeat(length);
  // One blank on each side is not part of the span, and keeps backticks inside apart from the fence.
  const padding = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A table; cells are Markdown already, without a "|" outside of code spans. */
export function mdTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/**
 * A "|" ends a cell even inside a code span, and a backslash before it is taken away. Whether it still counts behind
 * another backslash differs between readers, so there it becomes an escape like those of `visible`.
 */
function inCell(markdown: string): string {
  return markdown.replaceAll("\\|", "\\\\u007c").replaceAll("|", "\\|");
}

/**
 * A part that is folded away until somebody opens it.
 *
 * @param summary own words only: Markdown, and so a code span, means nothing there
 */
export function mdDetails(summary: string, content: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...content, "", "</details>"];
}

/** The first of many list items, with how many were left out. */
export function mdFirst<T>(items: readonly T[], most: number, show: (item: T) => string): string[] {
  const lines = items.slice(0, most).map((item) => show(item));
  if (items.length > most) lines.push(`and ${grouped(items.length - most)} more`);
  return lines;
}
