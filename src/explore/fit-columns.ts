import { columnsOf } from "../report/text/columns.ts";
import { escapeControlChars } from "../util/escape-control-chars.ts";

/** Printable text of exactly so many columns: cut with "…" or filled with blanks. */
export function fitColumns(text: string, width: number): string {
  const shown = escapeControlChars(text);
  const columns = columnsOf(shown);
  if (columns <= width) return shown + " ".repeat(width - columns);
  if (width <= 0) return "";
  const cut = within(segmentsOf(shown), width - 1).join("");
  return `${cut}…${" ".repeat(width - 1 - columnsOf(cut))}`;
}

/** The end of a printable id in at most so many columns: names of tables and files stand last. */
export function endOfId(id: string, width: number): string {
  const shown = escapeControlChars(id);
  if (columnsOf(shown) <= width || width < 1) return shown;
  return `…${within(segmentsOf(shown).reverse(), width - 1)
    .reverse()
    .join("")}`;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function segmentsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The first segments that fit. */
function within(segments: readonly string[], width: number): string[] {
  let used = 0;
  const end = segments.findIndex((segment) => {
    used += columnsOf(segment);
    return used > width;
  });
  return end < 0 ? [...segments] : segments.slice(0, end);
}
