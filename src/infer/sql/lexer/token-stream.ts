import type { SqlToken } from "./token.ts";

/** A stream of tokens with lookahead. */
export interface TokenStream {
  readonly peek: (ahead?: number) => SqlToken;
  readonly next: () => SqlToken;
  /** The last token read. */
  readonly last: () => SqlToken;
  /** Discards the lookahead. */
  readonly forget: () => void;
}

const START: SqlToken = { kind: "symbol", upper: "", start: 0, end: 0 };

export function createTokenStream(read: () => SqlToken): TokenStream {
  // At most a handful of tokens, the longest lookahead.
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
