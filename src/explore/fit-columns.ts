import { columnsOf } from "../report/text/columns.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";

/** Printable text of exactly so many columns: cut with "…" or filled with blanks. */
export function fitColumns(text: string, width: number): string {
  const shown = escapeControlChars(text);
  const columns = columnsOf(shown);
  if (columns <= width) return shown + " ".repeat(width - columns);
  if (width <= 0) return "";
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(shown)) {
    const size = columnsOf(segment);
    if (used + size > width - 1) break;
    cut += segment;
    used += size;
  }
  return `${cut}…${" ".repeat(width - 1 - used)}`;
}
