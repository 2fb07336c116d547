import type { SqlDialect } from "../dialects/dialect.ts";
import type { SqlText } from "../sql-text.ts";
import { isDigit, isSpace } from "./characters.ts";

/** White space and comments before a token. */
export interface Blanks {
  /** The offset of the next token. */
  readonly end: number;
  /** The offset of an unclosed comment. */
  readonly unclosed?: number;
}

/** Skips white space and comments. */
export function skipBlanks({ text, holes }: SqlText, from: number, dialect: SqlDialect): Blanks {
  let at = from;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at)) && !holes.has(at)) {
      at += 1;
    } else if (beginsLineComment(text, at, dialect)) {
      at = endOfLine(text, at);
    } else if (text.startsWith("/*", at)) {
      const executable = dialect.executableComments ? startOfExecutable(text, at) : undefined;
      const end = executable ?? endOfComment(text, at, dialect.nestedComments);
      if (end === undefined) return { end: text.length, unclosed: at };
      at = end;
    } else if (dialect.executableComments && text.startsWith("*/", at)) {
      // The content of the executable comment was read as code.
      at += 2;
    } else {
      break;
    }
  }
  return { end: at };
}

function beginsLineComment(text: string, at: number, dialect: SqlDialect): boolean {
  const first = text[at];
  if (first === "#") return dialect.hashComments;
  if (first === "/") return dialect.slashComments && text[at + 1] === "/";
  if (first !== "-" || text[at + 1] !== "-") return false;
  return !dialect.dashesNeedSpace || at + 2 >= text.length || isSpace(text.charCodeAt(at + 2));
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
}

/** The offset after the exclamation mark and the version; undefined for comments that are not executed. */
function startOfExecutable(text: string, at: number): number | undefined {
  let end = at + 2;
  if (text[end] === "M") end += 1;
  if (text[end] !== "!") return undefined;
  end += 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function endOfComment(text: string, at: number, nested: boolean): number | undefined {
  let depth = 1;
  let next = at + 2;
  for (;;) {
    const close = text.indexOf("*/", next);
    if (close === -1) return undefined;
    if (nested) depth += opened(text, next, close);
    depth -= 1;
    next = close + 2;
    if (depth === 0 || !nested) return next;
  }
}

/** The number of comments that begin between two offsets. */
function opened(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) !== 47 || text.charCodeAt(at + 1) !== 42) continue;
    count += 1;
    at += 1;
  }
  return count;
}
