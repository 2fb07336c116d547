import type { Range } from "../../lint/range.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { columnsOf } from "../text/columns.ts";

/** Longer lines are cut around the marked part, to fit a terminal. */
const LONGEST = 160;
const KEPT_BEFORE = 60;

export interface Snippet {
  readonly line: string;
  /** Spaces up to the marked part, then carets and tildes under it. */
  readonly mark: string;
}

/** The first line of a range with a marker below. Wide characters take two columns. */
export function snippet(text: string, range: Range): Snippet {
  const from = range.column - 1;
  const to = range.endLine === range.line ? range.endColumn - 1 : text.trimEnd().length;
  const start = text.length > LONGEST && from > KEPT_BEFORE ? from - KEPT_BEFORE : 0;
  const end = text.length > LONGEST ? start + LONGEST : text.length;
  const before = (start > 0 ? "…" : "") + shown(text.slice(start, from));
  const marked = shown(text.slice(from, Math.min(Math.max(to, from + 1), end)));
  const after =
    shown(text.slice(Math.max(Math.min(to, end), from), end).trimEnd()) + (end < text.length ? "…" : "");
  const width = Math.max(1, columnsOf(marked));
  const line = to > from ? before + marked + after : before + shown(text.slice(from, end).trimEnd());
  return { line, mark: `${" ".repeat(columnsOf(before))}^${"~".repeat(width - 1)}` };
}

function shown(text: string): string {
  return escapeControlChars(text.replaceAll("\t", "    "));
}
