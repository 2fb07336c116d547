import type { Token } from "./token.ts";

/** Tokens one after another, with a look at those to come. */
export interface TokenStream {
  readonly peek: (ahead?: number) => Token;
  readonly next: () => Token;
  /** The token that was read last. */
  readonly last: () => Token;
  /** Forgets the tokens that were looked at and not read. */
  readonly forget: () => void;
}

const START: Token = { kind: "symbol", upper: "", start: 0, end: 0 };

export function createTokenStream(read: () => Token): TokenStream {
  // As long as the longest look ahead, which is a handful.
  const ahead: Token[] = [];
  let last = START;

  function peek(distance = 0): Token {
    while (ahead.length <= distance) ahead.push(read());
    return ahead[distance] ?? START;
  }

  function next(): Token {
    const token = peek();
    ahead.shift();
    last = token;
    return token;
  }

  function forget(): void {
    ahead.length = 0;
  }

  return { peek, next, last: () => last, forget };
}
