import { accept, type Reader, sees } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { skipRest } from "./rest.ts";

/** EXPLAIN runs nothing, except with ANALYZE; then a statement follows. */
export function readExplain(r: Reader, scope: QueryScope): boolean {
  r.tokens.next();
  const options = sees(r, "(") && r.tokens.peek(1).upper === "ANALYZE";
  if (options) r.grammar.group(r, scope, createSources());
  else if (accept(r, "ANALYZE") === undefined) {
    skipRest(r, scope);
    return false;
  }
  accept(r, "VERBOSE");
  return true;
}
