import { visible } from "../util/escape-control-chars.ts";
import { grouped } from "../util/text.ts";

/**
 * Text from flow files inside Markdown. It always stands in a code span: there nothing is a link, a mention, HTML or
 * markup. The fence is longer than any run of backticks inside, and a "|" would end a table's cell even there.
 */
export function mdCode(text: string): string {
  const shown = visible(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text);
  if (shown.trim() === "") return '`" "`';
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = "`".repeat(longest + 1);
  const padding = /^`|`$/.test(shown) ? " " : "";
  return `${fence}${padding}${shown.replaceAll("|", "\\|")}${padding}${fence}`;
}

const MAX_LENGTH = 200;

/** Words of our own that quote text from flow files: all that could be markup is escaped. */
export function mdText(text: string): string {
  return visible(text.length > 3 * MAX_LENGTH ? `${text.slice(0, 3 * MAX_LENGTH - 1)}…` : text)
    .replace(/[\\`*_{}[\]()#+!|<>~$:&-]/g, "\\$&")
    .replaceAll("@", "&#64;");
}

/** A table; cells are Markdown already. */
export function mdTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** A part that is folded away until somebody opens it. */
export function mdDetails(summary: string, content: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...content, "", "</details>"];
}

/** The first of many list items, with how many were left out. */
export function mdFirst<T>(items: readonly T[], most: number, show: (item: T) => string): string[] {
  const lines = items.slice(0, most).map(show);
  if (items.length > most) lines.push(`and ${grouped(items.length - most)} more`);
  return lines;
}
