import { SelectionError } from "./selection-error.ts";

export type SelectionTokenKind = "word" | "string" | "+" | ":" | "," | "(" | ")" | "end";

export interface SelectionToken {
  readonly kind: SelectionTokenKind;
  /** The word, or the unescaped text inside the quotes; for other kinds the character itself. */
  readonly text: string;
  readonly start: number;
  /** Position of the next character. A token that starts here touches this one. */
  readonly end: number;
}

/**
 * Letters and digits of any script, and the punctuation of ids, globs, paths, owners (`@org/team`) and labels (`a=b`).
 */
const WORD = /[\p{L}\p{N}\p{M}._\-*?/@=]+/uy;
const SPACE = /\s+/y;

/** Splits a selection into tokens; the last one is always `end`. */
export function tokenizeSelection(text: string): SelectionToken[] {
  const tokens: SelectionToken[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, at: number): SelectionToken {
  const character = text[at] ?? "";
  if (character === '"' || character === "'") return readString(text, at, character);
  if (isMark(character)) return { kind: character, text: character, start: at, end: at + 1 };
  const word = match(WORD, text, at);
  if (word !== undefined) return { kind: "word", text: word, start: at, end: at + word.length };
  if (character === "&" || character === "|" || character === "!") {
    const name = character === "&" ? "and" : character === "|" ? "or" : "not";
    throw new SelectionError(
      text,
      at,
      `"${character}" is not a selection operator`,
      `Write "${name}" instead.`,
    );
  }
  const shown = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw new SelectionError(
    text,
    at,
    `unexpected character ${JSON.stringify(shown)}`,
    "Quote values with special characters.",
  );
}

function isMark(character: string): character is "+" | ":" | "," | "(" | ")" {
  return "+:,()".includes(character);
}

function readString(text: string, start: number, quote: string): SelectionToken {
  let value = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === quote) return { kind: "string", text: value, start, end: at + 1 };
    if (character === "\\" && at + 1 < text.length) {
      at++;
      value += text[at] ?? "";
    } else {
      value += character;
    }
  }
  throw new SelectionError(text, start, "unclosed quote", `Expected another ${quote} before the end.`);
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
