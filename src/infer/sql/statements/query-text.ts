import { quotedText } from "../lexer/quoted.ts";
import type { SqlToken } from "../lexer/token.ts";
import { addGap, createReader, doubtStatement, MOST_NESTING, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";

/** Reads the query in a string as a part of the surrounding statement. */
export function readQueryText(r: Reader, token: SqlToken, scope: QueryScope, into: Sources): void {
  if (r.nesting >= MOST_NESTING) {
    addGap(r, "too-deep", "strings are nested too deeply", token.start, token.end);
    return;
  }
  const inner = createReader(quotedText(r.source, token), r.session, r.grammar, r);
  inner.statement = r.statement;
  inner.depth += 1;
  inner.grammar.query(inner, scope, into);
  while (inner.tokens.peek().upper === ";") inner.tokens.next();
  if (inner.tokens.peek().kind === "end" && inner.lexer.unclosed() === undefined) return;
  addGap(r, "unbalanced", "the query does not end with the string", token.start, token.end);
  doubtStatement(r, "the query does not end with the string");
}
