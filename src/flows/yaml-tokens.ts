import type { CST } from "yaml";
import { yamlLibrary } from "./yaml-library.ts";

/** Depth of mappings and lists up to which a file is read. Real flows stay below 20; Kestra refuses 1,000. */
export const MAX_DEPTH = 256;

export type YamlToken =
  | { readonly kind: "token"; readonly token: CST.Token }
  /** Nesting gets deeper than `MAX_DEPTH` at this offset; nothing follows. */
  | { readonly kind: "too-deep"; readonly offset: number };

/**
 * Splits text into the library's top-level tokens (documents, comments, directives) and rejects deep nesting: composing
 * is recursive, and a stack overflow inside V8's regular expressions kills the process.
 */
export function* yamlTokens(text: string): Generator<YamlToken> {
  const { Lexer, Parser } = yamlLibrary();
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) yield { kind: "token", token };
    // The stack contains the document, one token per enclosing collection, and the current scalar.
    if (parser.stack.length > MAX_DEPTH + 2) {
      yield { kind: "too-deep", offset: parser.offset - lexeme.length };
      return;
    }
  }
  for (const token of parser.end()) yield { kind: "token", token };
}

/** Every token at or below one, without recursion and in no particular order. */
export function* tokensWithin(root: CST.Token): Generator<CST.Token> {
  const pending = [root];
  for (let token = pending.pop(); token !== undefined; token = pending.pop()) {
    yield token;
    if (token.type === "document") {
      if (token.value !== undefined) pending.push(token.value);
    } else if ("items" in token) {
      for (const item of token.items) {
        if (item.key) pending.push(item.key);
        if (item.value) pending.push(item.value);
      }
    }
  }
}
