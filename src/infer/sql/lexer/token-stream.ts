import type { SqlToken } from "./token.ts";

/** Tokens one after another, with a look at those to come. */
export interface TokenStream {
  readonly peek: (ahead?: number) => SqlToken;
  readonly next: () => SqlToken;
  /** The token that was read last. */
  readonly last: () => SqlToken;
  /** Forgets the tokens that were looked at and not read. */
  readonly forget: () => void;
}

const START: SqlToken = { kind: "symbol", upper: "", start: 0, end: 0 };

export function createTokenStream(read: () => SqlToken): TokenStream {
  // As long as the longest look ahead, which is a handful.
  const ahead: SqlToken[] = [];
  let last = START;

  function peek(distance = 0): SqlToken {
    while (ahead.length <= distance) ahead.push(read());
    return ahead[distance] ?? START;
  }

  function next(): SqlToken {
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
