import { pushAll } from "../../../util/push-all.ts";
import type { SqlNamePart } from "../access.ts";
import { fragmentsOf, isNamePart } from "../names/read-name.ts";
import { accept, acceptAll, addGap, type Reader } from "../reader/reader.ts";
import { createScope, defineCte, type QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { beginsQuery } from "./begins-query.ts";
import { opensGroup, unbalanced } from "./group.ts";
import { deeper } from "./nested.ts";

/** Statements that may be a common table expression. */
const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/** Words that end an entry of WITH that is an expression. */
const AFTER_LIST = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "FROM", "VALUES"]);

const HIDDEN = "an expression in its WITH may define a common table expression";

/** Reads the common table expressions after WITH into the scope. */
export function readWithList(r: Reader, scope: QueryScope): void {
  const first = r.tokens.peek();
  const recursive = first.upper === "RECURSIVE" && isNamePart(r.tokens.peek(1));
  if (recursive) r.tokens.next();
  if (recursive) scope.forward = [];
  do readEntry(r, scope, recursive);
  while (accept(r, ",") !== undefined);
  if (r.tokens.peek().kind === "hole") scope.hides ??= HIDDEN;
  resolveForwardReads(r, scope);
}

function readEntry(r: Reader, scope: QueryScope, recursive: boolean): void {
  const token = r.tokens.peek();
  const next = r.tokens.peek(1).upper;
  if (isNamePart(token) && (next === "AS" || next === "(")) readCte(r, scope, recursive);
  else readExpression(r, scope);
}

function readCte(r: Reader, scope: QueryScope, recursive: boolean): void {
  const token = r.tokens.next();
  const part: SqlNamePart = { fragments: fragmentsOf(r, token), quoted: token.kind === "name" };
  const holed = part.fragments.some((fragment) => typeof fragment !== "string");
  if (holed) scope.hides ??= HIDDEN;
  if (r.tokens.peek().upper === "(" && !opensBody(r)) r.grammar.group(r, scope, createSources());
  if (accept(r, "AS") !== undefined) {
    accept(r, "NOT");
    accept(r, "MATERIALIZED");
  }
  if (r.tokens.peek().kind === "hole") scope.hides ??= HIDDEN;
  const sources = createSources();
  const inner = createScope(scope);
  const seesItself = recursive || r.dialect.recursion === "always";
  if (seesItself) defineCte(scope, part, sources, r.dialect);
  else if (r.dialect.recursion === "unclear") inner.itself = { part, sources };
  if (r.tokens.peek().upper === "(") readBody(r, inner, sources);
  else readTemplatedBody(r, scope);
  if (!seesItself) defineCte(scope, part, sources, r.dialect);
  skipSearchAndCycle(r);
}

/** Whether the next bracket opens the query, not a list of columns. Spark allows WITH without AS. */
function opensBody(r: Reader): boolean {
  return r.tokens.peek(1).upper === "SELECT" || r.tokens.peek(1).upper === "WITH";
}

/** A common table expression without brackets: a hole, or in ClickHouse an expression. */
function readTemplatedBody(r: Reader, scope: QueryScope): void {
  const { kind, start, end } = r.tokens.peek();
  if (kind === "hole")
    addGap(r, "templated", "an expression contains the query of a common table expression", start, end);
  readExpression(r, scope);
}

function readBody(r: Reader, inner: QueryScope, sources: Sources): void {
  const open = r.tokens.next();
  if (CHANGES.has(r.tokens.peek().upper))
    pushAll(sources.accesses, deeper(r, () => r.grammar.rows(r, inner)) ?? []);
  else if (
    beginsQuery(r, { ...open, upper: "AS" }) ||
    r.tokens.peek().upper === "(" ||
    r.tokens.peek().kind === "hole"
  )
    deeper(r, () => r.grammar.query(r, inner, sources));
  else deeper(r, () => r.grammar.query(r, inner, sources, { start: "rest" }));
  if (accept(r, ")") === undefined) unbalanced(r, "unclosed bracket");
}

/** An entry without a query: `1 AS x` of ClickHouse, or a hole. */
function readExpression(r: Reader, scope: QueryScope): void {
  if (r.tokens.peek().kind === "hole") scope.hides ??= HIDDEN;
  for (;;) {
    const { kind, upper, holed } = r.tokens.peek();
    if (kind === "end" || AFTER_LIST.has(upper) || [",", ";", ")", "]", "}"].includes(upper)) return;
    if (opensGroup(upper)) r.grammar.group(r, scope, createSources());
    else r.tokens.next();
    if (holed === true) scope.hides ??= HIDDEN;
  }
}

/** `SEARCH BREADTH FIRST BY a, b SET c` and `CYCLE a, b SET c USING d`: their commas separate columns. */
function skipSearchAndCycle(r: Reader): void {
  while (acceptAll(r, "SEARCH") || acceptAll(r, "CYCLE")) {
    while (isNamePart(r.tokens.peek()) || r.tokens.peek().upper === ",") {
      const word = r.tokens.next().upper;
      if (word === "SET" || word === "USING") r.tokens.next();
      if (word === "SET" && r.tokens.peek().upper === ",") break;
    }
  }
}

/** With RECURSIVE, queries may also refer to later common table expressions. */
function resolveForwardReads(r: Reader, scope: QueryScope): void {
  for (const { key, access, into } of scope.forward ?? []) {
    const cte = scope.ctes.get(key);
    const draft = r.statement.accesses[access];
    if (draft === undefined) continue;
    if (cte === undefined) {
      draft.doubt ??= scope.hides;
      continue;
    }
    draft.dropped = true;
    into.uses.push(cte.sources);
  }
  scope.forward = undefined;
}
