/** Where reading is. Lines are read one after the other; `at` never goes back. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Column of `at`, from 0, at the first character of a line's content; -1 at the end of the text. */
  column: number;
  /** Maximum column of the preceding comments outside values; -1 without any. */
  comments: number;
  /** Where the collection read last ends for the one around it: comments that belong to it count. */
  end: number;
}

/** Syntax outside the subset of the fast reader. Thrown and caught within `readFast`. */
const UNUSUAL = new Error("not in the common subset of YAML");

/** Leaves the text to the full reader. */
export function leaveToFullReader(): never {
  throw UNUSUAL;
}

export function isGivenUp(error: unknown): boolean {
  return error === UNUSUAL;
}

export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const COLON = 0x3a;
export const DASH = 0x2d;

/** True after the last character of a word: a space, a line break or the end of the text. */
export function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || at >= text.length;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** The rest of a line may be spaces and a comment. Moves to the next line; true if there is a comment. */
export function endLine(cursor: Cursor, from: number): boolean {
  const { text } = cursor;
  const at = skipSpaces(text, from);
  const code = text.charCodeAt(at);
  const comment = code === HASH && at > from;
  if (!comment && code !== NEWLINE && at < text.length) leaveToFullReader();
  cursor.at = code === NEWLINE ? at + 1 : nextLine(text, at);
  return comment;
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}

/**
 * Skips blank lines and comments up to the next content.
 *
 * @param indent of the collection that the value before belongs to
 * @param takesComments whether comments that are indented more than the collection count as a part of the value
 * @returns where the value ends for its collection
 */
export function skipToContent(cursor: Cursor, indent: number, takesComments: boolean): number {
  const { text } = cursor;
  let takes = takesComments;
  let line = cursor.at;
  let end = line;
  cursor.comments = -1;
  while (line < text.length) {
    const at = skipSpaces(text, line);
    const code = text.charCodeAt(at);
    if (at >= text.length) break;
    if (code !== NEWLINE && code !== HASH) {
      cursor.at = at;
      cursor.column = at - line;
      if (at === line && isMarker(text, at)) leaveToFullReader();
      return end;
    }
    if (code === HASH) {
      const column = at - line;
      takes &&= column > indent;
      line = nextLine(text, at);
      if (takes) end = line;
      else if (column > cursor.comments) cursor.comments = column;
    } else {
      line = at + 1;
    }
  }
  cursor.at = text.length;
  cursor.column = -1;
  return end;
}

/** `---` and `...` begin and end documents. */
function isMarker(text: string, at: number): boolean {
  return text.startsWith("---", at) || text.startsWith("...", at);
}

/** Ends a collection before `at`. Comments at its own indentation are a part of it, others pass to the one around it. */
export function closeCollection(cursor: Cursor, indent: number, end: number): void {
  cursor.end = end;
  if (indent > 0 && cursor.comments >= indent) {
    cursor.end = cursor.at;
    cursor.comments = -1;
  }
}
