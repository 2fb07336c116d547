import { stripEnd, stripStart, WHITE_SPACE } from "../../java/white-space.ts";
import { Failure, limitExceeded } from "../values/failure.ts";
import type { Token, TokenType } from "./token.ts";

const SKIPPED_SPACE = new RegExp(`[${WHITE_SPACE}]*`, "y");

/** Java's `\s`. */
const S = "[ \\t-\\r]";
const OPENING = /\{[{%#]/g;
const TRIM_BEFORE = new RegExp(`-${S}+`, "y");
const TRIM_AFTER = new RegExp(`${S}*-[}%#]\\}`, "y");
const PRINT_CLOSE = new RegExp(`${S}*-?\\}\\}`, "y");
const TAG_CLOSE = new RegExp(`${S}*-?%\\}`, "y");
const COMMENT_CLOSE = /#\}/g;
const COMMENT_TRIM = new RegExp(`${S}-$`);
const VERBATIM_START = new RegExp(`${S}*verbatim${S}*(-)?%\\}`, "y");
const VERBATIM_END = new RegExp(`\\{%(-)?${S}*endverbatim${S}*(-)?%\\}`, "g");

/** Longest first, as the engine tries them; an operator of letters ends where a word does. */
const OPERATOR =
  /(?:contains|is not|equals|isIn|not|and|is|or)(?![a-zA-Z0-9_])|\?\?\??|\.\.|==|!=|<=|>=|[<>+\-*/%|~]/y;
const NAME = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const LONG = /[0-9]+L/y;
const NUMBER = /[0-9]+(?:\.[0-9]+)?/y;
const INTERPOLATION_CLOSE = new RegExp(`${S}*\\}`, "y");
const PUNCTUATION = "()[]{}?:.,|=";
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "#{": "}", '"': '"' };

/** Names, operators, texts ... Reading this many takes some 20 ms; the longest template of a real flow has hundreds. */
const MAX_TOKENS = 20_000;

interface Lexer {
  readonly source: string;
  at: number;
  readonly tokens: Token[];
  /** Open brackets, `#{` and `"` (an interpolated string), innermost last. */
  readonly brackets: { readonly text: string; readonly at: number }[];
  /** Set by `-}}` and its like: the next text loses its leading white space. */
  trimNext: boolean;
}

/** Splits a template into tokens; throws a syntax Failure. reference: Pebble's LexerImpl. */
export function tokenizeTemplate(source: string): readonly Token[] {
  const lexer: Lexer = { source, at: 0, tokens: [], brackets: [], trimNext: false };
  while (lexer.at < source.length) readData(lexer);
  push(lexer, "end", "", source.length);
  return lexer.tokens;
}

function readData(lexer: Lexer): void {
  const { source } = lexer;
  const start = lexer.at;
  OPENING.lastIndex = start;
  const opening = OPENING.exec(source);
  const end = opening?.index ?? source.length;
  let text = source.slice(start, end);
  if (lexer.trimNext) text = stripStart(text);
  lexer.trimNext = false;
  lexer.at = end + (opening === null ? 0 : 2);
  if (opening !== null && skip(lexer, TRIM_BEFORE)) text = stripEnd(text);
  if (text !== "") push(lexer, "text", text, start, end);
  if (opening === null) return;
  if (opening[0] === "{#") readComment(lexer, end);
  else if (opening[0] === "{{") readDelimited(lexer, end, "print-start", "print-end", PRINT_CLOSE);
  else if (!readVerbatim(lexer, end)) readDelimited(lexer, end, "tag-start", "tag-end", TAG_CLOSE);
}

function readComment(lexer: Lexer, start: number): void {
  COMMENT_CLOSE.lastIndex = lexer.at;
  const close = COMMENT_CLOSE.exec(lexer.source);
  if (close === null) throw syntax("comment is not closed by #}", start, 2);
  if (COMMENT_TRIM.test(lexer.source.slice(lexer.at, close.index))) lexer.trimNext = true;
  lexer.at = close.index + 2;
}

function readVerbatim(lexer: Lexer, start: number): boolean {
  VERBATIM_START.lastIndex = lexer.at;
  const opening = VERBATIM_START.exec(lexer.source);
  if (opening === null) return false;
  const from = lexer.at + opening[0].length;
  VERBATIM_END.lastIndex = from;
  const close = VERBATIM_END.exec(lexer.source);
  if (close === null) throw syntax('"verbatim" is not closed by {% endverbatim %}', start, from - start);
  // The engine always trims the start, regardless of the tag.
  let text = stripStart(lexer.source.slice(from, close.index));
  if (close[1] !== undefined) text = stripEnd(text);
  if (close[2] !== undefined) lexer.trimNext = true;
  lexer.at = close.index + close[0].length;
  if (text !== "") push(lexer, "text", text, from, close.index);
  return true;
}

function readDelimited(
  lexer: Lexer,
  start: number,
  open: TokenType,
  close: TokenType,
  closing: RegExp,
): void {
  push(lexer, open, "", start, start + 2);
  while (lexer.at < lexer.source.length) {
    if (matches(lexer, TRIM_AFTER)) lexer.trimNext = true;
    if (lexer.brackets.length === 0 && skip(lexer, closing)) {
      push(lexer, close, "", lexer.at - 2, lexer.at);
      return;
    }
    readExpressionToken(lexer);
  }
  failUnclosed(lexer, start);
}

function failUnclosed(lexer: Lexer, start: number): never {
  const open = lexer.brackets.at(-1);
  if (open !== undefined) throw syntax(`unclosed "${open.text}"`, open.at, open.text.length);
  const what = lexer.source.slice(start, start + 2);
  throw syntax(`"${what}" is not closed by "${what === "{{" ? "}}" : "%}"}"`, start, 2);
}

/** Reads one token, or a whole interpolated string. At the end of the template it reads nothing. */
function readExpressionToken(lexer: Lexer): void {
  skip(lexer, SKIPPED_SPACE);
  const start = lexer.at;
  const { source } = lexer;
  const next = source[start];
  if (next === undefined) return;
  if (take(lexer, "operator", OPERATOR) || take(lexer, "name", NAME)) return;
  if (take(lexer, "long", LONG) || take(lexer, "number", NUMBER)) return;
  if (PUNCTUATION.includes(next)) {
    trackBracket(lexer, next);
    lexer.at += 1;
    push(lexer, "punctuation", next, start);
    return;
  }
  if (next === '"' || next === "'") {
    if (readPlainString(lexer, next)) return;
    if (next === '"') {
      readInterpolatedString(lexer);
      return;
    }
    throw syntax("string is not closed", start, 1);
  }
  throw syntax(`unexpected character "${String.fromCodePoint(source.codePointAt(start) ?? 0)}"`, start, 1);
}

function trackBracket(lexer: Lexer, character: string): void {
  if ("([{".includes(character)) lexer.brackets.push({ text: character, at: lexer.at });
  if (!")]}".includes(character)) return;
  const open = lexer.brackets.pop();
  if (open === undefined) throw syntax(`unexpected "${character}"`, lexer.at, 1);
  if (CLOSING[open.text] !== character) throw syntax(`unclosed "${open.text}"`, open.at, open.text.length);
}

/** A string without interpolation. The only escape is the backslash before the same quote. */
function readPlainString(lexer: Lexer, quote: string): boolean {
  const { source } = lexer;
  const start = lexer.at;
  let escaped = false;
  for (let at = start + 1; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") {
      at += 1;
      escaped = true;
    } else if (character === quote) {
      const inner = source.slice(start + 1, at);
      lexer.at = at + 1;
      push(lexer, "string", escaped ? inner.replaceAll(`\\${quote}`, quote) : inner, start);
      return true;
    } else if (character === "#" && quote === '"') {
      return false;
    }
  }
  return false;
}

/** A double-quoted string with a `#` in it: its text parts keep their backslashes, `#{...}` are expressions. */
function readInterpolatedString(lexer: Lexer): void {
  const { source } = lexer;
  const start = lexer.at;
  lexer.at += 1;
  for (;;) {
    const from = lexer.at;
    let at = from;
    while (at < source.length && source[at] !== '"' && !source.startsWith("#{", at))
      at += source[at] === "\\" ? 2 : 1;
    if (at >= source.length) throw syntax("string is not closed", start, 1);
    lexer.at = at;
    if (at > from) push(lexer, "string", source.slice(from, at), from);
    if (source[at] === '"') {
      lexer.at = at + 1;
      return;
    }
    readInterpolation(lexer);
  }
}

function readInterpolation(lexer: Lexer): void {
  const start = lexer.at;
  const depth = lexer.brackets.length;
  lexer.brackets.push({ text: "#{", at: start });
  lexer.at += 2;
  push(lexer, "interpolation-start", "", start);
  while (lexer.at < lexer.source.length) {
    const from = lexer.at;
    if (lexer.brackets.length === depth + 1 && skip(lexer, INTERPOLATION_CLOSE)) {
      lexer.brackets.pop();
      push(lexer, "interpolation-end", "", from);
      return;
    }
    readExpressionToken(lexer);
  }
  failUnclosed(lexer, start);
}

function take(lexer: Lexer, type: TokenType, pattern: RegExp): boolean {
  const start = lexer.at;
  if (!skip(lexer, pattern)) return false;
  const value = lexer.source.slice(start, lexer.at);
  push(lexer, type, type === "long" ? value.slice(0, -1) : value, start);
  return true;
}

function matches(lexer: Lexer, pattern: RegExp): boolean {
  pattern.lastIndex = lexer.at;
  return pattern.test(lexer.source);
}

/** Advances over a match of the sticky pattern; false without one. */
function skip(lexer: Lexer, pattern: RegExp): boolean {
  pattern.lastIndex = lexer.at;
  if (!pattern.test(lexer.source)) return false;
  lexer.at = pattern.lastIndex;
  return true;
}

function push(lexer: Lexer, type: TokenType, value: string, start: number, end: number = lexer.at): void {
  if (lexer.tokens.length >= MAX_TOKENS)
    throw limitExceeded(`the template has more than ${MAX_TOKENS} words and signs`);
  lexer.tokens.push({ type, value, start, end });
}

function syntax(message: string, offset: number, length: number): Failure {
  return new Failure("syntax", message, offset, length);
}
