import { Failure, type FailureCause } from "../values/failure.ts";
import type { Dialect } from "./dialect.ts";
import type { Token, TokenType } from "./token.ts";

export interface Tokens {
  readonly list: readonly Token[];
  at: number;
  readonly dialect: Dialect;
  /** Nesting of expressions, against templates made to exhaust the stack. */
  depth: number;
}

const END: Token = { type: "end", value: "", start: 0, end: 0 };

export function current(tokens: Tokens): Token {
  return tokens.list[tokens.at] ?? tokens.list.at(-1) ?? END;
}

export function peek(tokens: Tokens): Token {
  return tokens.list[tokens.at + 1] ?? tokens.list.at(-1) ?? END;
}

export function advance(tokens: Tokens): void {
  if (tokens.at < tokens.list.length - 1) tokens.at += 1;
}

/** Advances, and returns the new current token. */
export function next(tokens: Tokens): Token {
  advance(tokens);
  return current(tokens);
}

export function is(token: Token, type: TokenType, value?: string): boolean {
  return token.type === type && (value === undefined || token.value === value);
}

/** The current token, which must be of this type and value, and is passed over. */
export function expect(tokens: Tokens, type: TokenType, value?: string): Token {
  const token = current(tokens);
  if (!is(token, type, value)) {
    throw unexpected(
      token,
      `unexpected ${describe(token)}, expected ${value === undefined ? TOKEN_NAMES[type] : `"${value}"`}`,
    );
  }
  advance(tokens);
  return token;
}

/** A name that gets a value; the constants cannot. */
export function newName(tokens: Tokens): string {
  const token = expect(tokens, "name");
  if (["true", "false", "null", "none"].includes(token.value)) {
    throw unexpected(token, `"${token.value}" cannot be given a value`);
  }
  return token.value;
}

export function unexpected(
  token: Token,
  message = `unexpected ${describe(token)}`,
  cause?: FailureCause,
): Failure {
  const length = Math.max(token.end - token.start, 0);
  return new Failure("syntax", message, token.start, length, cause && { cause });
}

function describe(token: Token): string {
  switch (token.type) {
    case "name":
    case "operator":
    case "punctuation":
    case "number":
    case "long":
      return `"${token.value}"`;
    default:
      return TOKEN_NAMES[token.type];
  }
}

const TOKEN_NAMES: Readonly<Record<TokenType, string>> = {
  text: "text",
  "print-start": '"{{"',
  "print-end": '"}}"',
  "tag-start": '"{%"',
  "tag-end": '"%}"',
  name: "a name",
  operator: "an operator",
  punctuation: "punctuation",
  number: "a number",
  long: "a number",
  string: "a string",
  "interpolation-start": '"#{"',
  "interpolation-end": '"}"',
  end: "the end of the template",
};
