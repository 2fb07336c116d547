import type { SqlDialect } from "./dialects/dialect.ts";
import { createLexer } from "./lexer/lexer.ts";
import { fragmentsBetween, joinFragments, type SqlFragment } from "./sql-text.ts";

/** The pieces of a SQL text between its semicolons, with their comments. Semicolons in quotes and comments do not count. */
export function splitStatements(
  fragments: readonly SqlFragment[],
  dialect: SqlDialect,
): readonly (readonly SqlFragment[])[] {
  const source = joinFragments(fragments);
  const lexer = createLexer(source, dialect);
  const pieces: (readonly SqlFragment[])[] = [];
  let start = 0;
  for (let token = lexer.next(); ; token = lexer.next()) {
    const isLast = token.kind === "end";
    if (!isLast && !(token.kind === "symbol" && token.upper === ";")) continue;
    const piece = fragmentsBetween(source, start, token.start);
    if (piece.some((fragment) => typeof fragment !== "string" || fragment.trim() !== "")) pieces.push(piece);
    if (isLast) return pieces;
    start = token.end;
  }
}
