import type { SqlToken } from "../lexer/token.ts";
import { isNamePart } from "../names/read-name.ts";
import type { Reader } from "../reader/reader.ts";

/** Words that may precede a query in brackets, besides operators. */
const BEFORE_QUERY = new Set([
  "AS",
  "IN",
  "EXISTS",
  "ANY",
  "ALL",
  "SOME",
  "ARRAY",
  "FROM",
  "JOIN",
  "UNION",
  "INTERSECT",
  "COPY",
]);

/** Whether a query begins here, after a bracket that follows `before`. */
export function beginsQuery(r: Reader, before: SqlToken): boolean {
  const first = r.tokens.peek();
  switch (first.upper) {
    case "SELECT":
    case "VALUES":
      return true;
    case "WITH":
      return isNamePart(r.tokens.peek(1)) || r.tokens.peek(1).upper === "(";
    case "TABLE":
      return isNamePart(r.tokens.peek(1)) && r.tokens.peek(2).upper === ")";
    case "FROM":
    case "PIVOT":
    case "UNPIVOT":
    case "SUMMARIZE":
    case "DESCRIBE":
      return r.dialect.fromFirst && (before.kind !== "word" || BEFORE_QUERY.has(before.upper));
    default:
      return false;
  }
}
