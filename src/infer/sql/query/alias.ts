import type { SqlNamePart } from "../access.ts";
import type { SqlToken } from "../lexer/token.ts";
import { fragmentsOf } from "../names/read-name.ts";
import { accept, type Reader } from "../reader/reader.ts";
import { isAliasWord } from "./keywords.ts";

/** Reads the alias after a table, with or without AS. */
export function readAlias(r: Reader): SqlNamePart | undefined {
  if (r.tokens.peek().upper === "AS" && r.tokens.peek(1).upper !== "OF") {
    r.tokens.next();
    const token = r.tokens.peek();
    return isAliasToken(token) || token.kind === "string" ? partOf(r, r.tokens.next()) : undefined;
  }
  const token = r.tokens.peek();
  if (!isAliasToken(token) || !isAliasWord(token.upper, r.tokens.peek(1).upper)) return undefined;
  return partOf(r, r.tokens.next());
}

function isAliasToken({ kind }: SqlToken): boolean {
  return kind === "word" || kind === "name";
}

function partOf(r: Reader, token: SqlToken): SqlNamePart {
  return { fragments: fragmentsOf(r, token), quoted: token.kind !== "word" };
}

/** `VIEW [OUTER] f(..) t AS a, b` after LATERAL: its commas separate columns. */
export function readLateralView(r: Reader, readGroup: () => void): void {
  r.tokens.next();
  accept(r, "OUTER");
  while (r.tokens.peek().kind === "word" && r.tokens.peek().upper !== "AS") {
    if (r.tokens.peek(1).upper === "(") {
      r.tokens.next();
      readGroup();
      break;
    }
    r.tokens.next();
    if (accept(r, ".") === undefined) break;
  }
  readAliasWord(r);
  if (accept(r, "AS") === undefined) return;
  do readAliasWord(r);
  while (accept(r, ",") !== undefined);
}

function readAliasWord(r: Reader): void {
  const token = r.tokens.peek();
  if (isAliasToken(token) && isAliasWord(token.upper, r.tokens.peek(1).upper)) r.tokens.next();
}
