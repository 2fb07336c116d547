import { opensGroup } from "../query/group.ts";
import { startsStatement } from "../query/statement-start.ts";
import { accept, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";

/** Whether the statement, or the bracket around it, ends here. */
export function atEnd(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek();
  if (kind === "end" || upper === ";" || upper === ")" || upper === "]" || upper === "}") return true;
  return r.depth === r.base && startsStatement(r, true);
}

/** Reads one token, or brackets with the queries in them. */
export function skipOne(r: Reader, scope: QueryScope): void {
  if (opensGroup(r.tokens.peek().upper)) r.grammar.group(r, scope, createSources());
  else r.tokens.next();
}

/** Skips to the end of the statement, reading only queries in brackets. */
export function skipRest(r: Reader, scope: QueryScope): readonly number[] {
  while (!atEnd(r)) skipOne(r, scope);
  return [];
}

/** Skips `TOP (n) [PERCENT]` before the table that a statement changes. */
export function skipTop(r: Reader, scope: QueryScope): void {
  if (accept(r, "TOP") === undefined) return;
  if (opensGroup(r.tokens.peek().upper)) r.grammar.group(r, scope, createSources());
  accept(r, "PERCENT");
}
