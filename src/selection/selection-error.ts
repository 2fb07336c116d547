import { AssetsError } from "../util/errors.ts";

/** An invalid selection. The message contains the problem and marks the position. */
export class SelectionError extends AssetsError {
  override readonly name = "SelectionError";
  /** Offset (UTF-16) of the wrong character, or the length of the text for a missing end. */
  readonly offset: number;
  /** The first line of the message. */
  readonly problem: string;

  /**
   * @param hint the expected syntax, or the remedy
   */
  constructor(text: string, offset: number, problem: string, hint?: string) {
    super(`${problem}\n${pointAt(text, offset)}`, hint === undefined ? {} : { hint });
    this.offset = offset;
    this.problem = problem;
  }
}

const MAX_COLUMNS = 72;

/** The text on one line, cut around the offset, and a caret under the character. */
function pointAt(text: string, offset: number): string {
  const start = Math.max(0, Math.min(offset - MAX_COLUMNS / 2, text.length - MAX_COLUMNS));
  const shown = text.slice(start, start + MAX_COLUMNS);
  const before = start > 0 ? "..." : "";
  const after = start + MAX_COLUMNS < text.length ? "..." : "";
  // Control characters are replaced one by one, so that the caret stays in place.
  const safe = shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) => "\ufffd".repeat(found.length));
  return `  ${before}${safe}${after}\n  ${" ".repeat(before.length + columnsOf(safe.slice(0, offset - start)))}^`;
}

/** Columns on a terminal: one per code point (ids contain no wide characters). */
function columnsOf(text: string): number {
  return [...text].length;
}
