import { accept, type Reader, sees } from "../reader/reader.ts";
import type { Scope } from "../reader/scope.ts";
import { skipRest } from "./rest.ts";

/** EXPLAIN runs nothing, unless it says ANALYZE: then the statement behind it is read next. */
export function readExplain(r: Reader, scope: Scope): readonly number[] {
  if (accept(r, "ANALYZE") !== undefined) {
    accept(r, "VERBOSE");
    return [];
  }
  const options = sees(r, "(") && r.tokens.peek(1).upper === "ANALYZE";
  if (!options) return skipRest(r, scope);
  r.grammar.group(r, scope, { accesses: [], uses: [] });
  return [];
}
