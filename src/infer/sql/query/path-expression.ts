import { pushAll } from "../../../util/push-all.ts";
import { unquoted } from "../lexer/quoted.ts";
import type { SqlToken } from "../lexer/token.ts";
import { fragmentsOf } from "../names/read-name.ts";
import type { Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { mergeTexts, type SqlFragment } from "../sql-text.ts";
import { opensGroup } from "./group.ts";

/** Unknown text. */
const ANY: SqlFragment = { hole: "" };

/**
 * The text of an expression up to a comma or the closing bracket: strings as literal text, other operands of a
 * concatenation as holes. Any other expression is one hole. Empty for an empty expression.
 */
export function readPathExpression(r: Reader, scope: QueryScope, into: Sources): SqlFragment[] {
  const fragments: SqlFragment[] = [];
  let separate = true;
  let plain = true;
  for (;;) {
    const token = r.tokens.peek();
    if (token.kind === "end" || [",", ")", "]", "}", ";"].includes(token.upper)) break;
    if (opensGroup(token.upper)) {
      // A function and its brackets are one operand.
      if (separate) fragments.push(ANY);
      r.grammar.group(r, scope, into);
      separate = false;
      continue;
    }
    r.tokens.next();
    const joins = token.upper === "|" || token.upper === "+";
    if (!joins) {
      pushAll(fragments, operand(r, token));
      plain &&= separate;
    }
    separate = joins;
  }
  if (fragments.length === 0) return [];
  return plain ? mergeTexts(fragments) : [ANY];
}

function operand(r: Reader, token: SqlToken): SqlFragment[] {
  if (token.kind === "string") return unquoted(r.source, token);
  return token.kind === "hole" ? fragmentsOf(r, token) : [ANY];
}
