import type { SqlToken } from "../lexer/token.ts";
import type { Reader } from "../reader/reader.ts";
import { CLAUSE_PAIRS, CLAUSES, SET_OPERATORS, VERSION_WORDS } from "./keywords.ts";

/** Whether a word that is not an alias ends a FROM clause. */
export function endsFromClause(r: Reader, { upper }: SqlToken): boolean {
  if (CLAUSES.has(upper) || SET_OPERATORS.has(upper)) return true;
  const next = r.tokens.peek();
  if (upper === "FOR") return !VERSION_WORDS.has(next.upper);
  if (upper === "INTO" || upper === "SETTINGS" || upper === "FORMAT") return true;
  if (upper === "OFFSET") return next.upper !== "," && next.upper !== "AS";
  return CLAUSE_PAIRS.get(upper)?.has(next.upper) === true;
}
