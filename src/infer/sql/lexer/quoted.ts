import { pushAll } from "../../../util/push-all.ts";
import { fragmentsBetween, joinFragments, mergeTexts, type SqlFragment, type SqlText } from "../sql-text.ts";
import type { Quotes, SqlToken } from "./token.ts";

const BACKSLASH = 92;

/** The offset after the closing quote of a text whose content begins at `from`; undefined for an unclosed text. */
export function endOfQuoted(
  text: string,
  from: number,
  close: string,
  { doubled, backslash }: Pick<Quotes, "doubled" | "backslash">,
): number | undefined {
  const first = close.charCodeAt(0);
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && backslash) {
      at += 2;
    } else if (code === first && text.startsWith(close, at)) {
      const end = at + close.length;
      if (doubled === "" || text[end] !== doubled) return end;
      at = end + 1;
    } else {
      at += 1;
    }
  }
  return undefined;
}

/** The content of a name or a string, unescaped. */
export function unquoted(source: SqlText, token: SqlToken): SqlFragment[] {
  const { from, to, escapes } = content(source, token);
  return between(source, from, to, escapes);
}

/** The content of a string as a SQL text, with offsets that refer to the surrounding text. */
export function quotedText(source: SqlText, token: SqlToken): SqlText {
  const { from, to, escapes } = content(source, token);
  return joinFragments(between(source, from, to, escapes), (offset) =>
    source.origin(from + offset + escapesBefore(escapes, from, offset)),
  );
}

const NO_QUOTES: Quotes = { open: 0, close: 0, doubled: "", backslash: false };

function content({ text }: SqlText, token: SqlToken) {
  const { open, close, doubled, backslash } = token.quotes ?? NO_QUOTES;
  const from = token.start + open;
  const to = Math.max(from, token.end - close);
  return { from, to, escapes: escapesBetween(text, from, to, doubled, backslash) };
}

function between(source: SqlText, from: number, to: number, escapes: readonly number[]): SqlFragment[] {
  const fragments: SqlFragment[] = [];
  let after = from;
  for (const at of escapes) {
    pushAll(fragments, fragmentsBetween(source, after, at));
    after = at + 1;
  }
  pushAll(fragments, fragmentsBetween(source, after, to));
  return mergeTexts(fragments);
}

/** The offsets of the escape characters. */
function escapesBetween(
  text: string,
  from: number,
  to: number,
  doubled: string,
  backslash: boolean,
): number[] {
  const escapes: number[] = [];
  if (doubled === "" && !backslash) return escapes;
  for (let at = from; at < to; at++) {
    const escaping =
      (backslash && text.charCodeAt(at) === BACKSLASH) || (doubled !== "" && text[at] === doubled);
    if (escaping) escapes.push(at++);
  }
  return escapes;
}

/** The number of escapes before an offset of the unescaped text. */
function escapesBefore(escapes: readonly number[], from: number, offset: number): number {
  let low = 0;
  let high = escapes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = (escapes[middle] ?? 0) - from - middle;
    if (at <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
