import { unquoted } from "../lexer/quoted.ts";
import type { Token } from "../lexer/token.ts";
import { fragmentsOf } from "../names/read-name.ts";
import { accept, type Reader } from "../reader/reader.ts";
import { recordFile } from "../reader/record.ts";
import type { Scope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { joinTexts, type SqlFragment } from "../sql-text.ts";
import { opensGroup, unbalanced } from "./group.ts";

/** Reads the brackets behind a function that reads files. The argument of that index, from 0, names one or a list. */
export function readFileArgument(r: Reader, scope: Scope, into: Sources, index: number): void {
  r.tokens.next();
  for (let at = 0; ; at++) {
    if (at === index) readFiles(r, scope, into);
    else readExpression(r, scope, into);
    if (accept(r, ",") === undefined) break;
  }
  if (accept(r, ")") === undefined) unbalanced(r, "a bracket is not closed");
}

function readFiles(r: Reader, scope: Scope, into: Sources): void {
  accept(r, "BULK");
  const list = accept(r, "[") !== undefined;
  do readFile(r, scope, into);
  while (list && accept(r, ",") !== undefined);
  if (list && accept(r, "]") === undefined) unbalanced(r, "a bracket is not closed");
}

function readFile(r: Reader, scope: Scope, into: Sources): void {
  const first = r.tokens.peek();
  const path = readExpression(r, scope, into);
  const { end } = r.tokens.last();
  if (path.length > 0) into.accesses.push(recordFile(r, "read", path, { start: first.start, end }));
}

/**
 * Reads an expression up to a comma or the bracket that closes, and gives the text that it makes: strings and, as
 * holes, what is joined with them. Any other expression is one hole.
 */
function readExpression(r: Reader, scope: Scope, into: Sources): SqlFragment[] {
  const fragments: SqlFragment[] = [];
  let joins = true;
  let joined = true;
  for (;;) {
    const token = r.tokens.peek();
    if (token.kind === "end" || [",", ")", "]", "}", ";"].includes(token.upper)) break;
    if (opensGroup(token.upper)) {
      r.grammar.group(r, scope, into);
      if (joins) fragments.push({ hole: "" });
    } else {
      r.tokens.next();
      if (token.upper === "|" || token.upper === "+") {
        joins = true;
        continue;
      }
      fragments.push(...operand(r, token));
      // A function and its brackets are one operand.
      if (!joins) joined = false;
    }
    joins = false;
  }
  if (fragments.length === 0) return [];
  return joined ? joinTexts(fragments) : [{ hole: "" }];
}

function operand(r: Reader, token: Token): SqlFragment[] {
  if (token.kind === "string") return unquoted(r.source, token);
  return token.kind === "hole" ? fragmentsOf(r, token) : [{ hole: "" }];
}
