import { AssetsError } from "../util/errors.ts";

/** A selection that cannot be read or answered. The message says what is wrong and points at the character. */
export class SelectionError extends AssetsError {
  override readonly name = "SelectionError";
  /** Offset (UTF-16) of the character that is wrong; the length of the text when something is missing at its end. */
  readonly offset: number;
  /** The first line of the message. */
  readonly problem: string;

  /** @param hint what was expected, or the way out */
  constructor(text: string, offset: number, problem: string, hint?: string) {
    super(`${problem}\n${pointAt(text, offset)}`, hint === undefined ? {} : { hint });
    this.offset = offset;
    this.problem = problem;
  }
}

const MAX_COLUMNS = 72;

/** The text on one line, cut to what fits around the offset, and a caret under the character. */
function pointAt(text: string, offset: number): string {
  const start = Math.max(0, Math.min(offset - MAX_COLUMNS / 2, text.length - MAX_COLUMNS));
  const shown = text.slice(start, start + MAX_COLUMNS);
  const before = start > 0 ? "..." : "";
  const after = start + MAX_COLUMNS < text.length ? "..." : "";
  // What could move the cursor is replaced one for one, so that the caret stays under its place.
  const safe = shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) => "\ufffd".repeat(found.length));
  return `  ${before}${safe}${after}\n  ${" ".repeat(before.length + columnsOf(safe.slice(0, offset - start)))}^`;
}

/** Columns on a terminal: one for each code point (wide characters cannot stand in an id, so they are not measured). */
function columnsOf(text: string): number {
  return [...text].length;
}
