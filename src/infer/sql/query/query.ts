import {
  doubtTables,
  markUnexpected,
  type QueryRead,
  type QueryReading,
  type Reader,
} from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { endsFromClause } from "./clause-end.ts";
import { CLAUSE_READERS } from "./clauses.ts";
import { opensGroup } from "./group.ts";
import { SET_OPERATORS } from "./keywords.ts";
import { endBranch, type QueryState } from "./query-state.ts";
import { startsStatement } from "./statement-start.ts";
import { readTableFactor } from "./table-factor.ts";
import { createTableList } from "./table-list.ts";

/**
 * Reads a query clause by clause: tables after FROM, JOIN and commas, queries in brackets, set operators. Everything
 * else is skipped. The query ends before the end of its statement or brackets, or before a keyword of `stops`.
 */
export function readQuery(
  r: Reader,
  scope: QueryScope,
  into: Sources,
  options: QueryReading = {},
): QueryRead {
  const { start = "query", stops = NONE, from = start === "query" } = options;
  const list = start === "tables" ? createTableList(options.holed) : undefined;
  const q: QueryState = {
    r,
    scope,
    into,
    stops,
    list,
    expects: list === undefined ? undefined : { doubt: options.doubt },
    selected: start !== "query",
    from,
    holed: false,
    tablesHidden: false,
    bracketed: false,
    cases: 0,
    anyOrder: false,
    output: false,
    start: r.statement.accesses.length,
    tables: list,
    targets: [],
    outputs: [],
  };
  while (!isEnd(q)) readStep(q);
  if (q.expects !== undefined) markUnexpected(r, r.tokens.peek(), "expected a table");
  endBranch(q);
  const { tables, targets, outputs } = q;
  return { tables: tables?.items ?? [], targets, outputs, holed: tables?.holed === true };
}

const NONE: ReadonlySet<string> = new Set();

function isEnd({ r, expects, cases, stops, selected, bracketed }: QueryState): boolean {
  const { kind, upper } = r.tokens.peek();
  if (kind === "end" || upper === ";" || upper === ")" || upper === "]" || upper === "}") return true;
  if (expects !== undefined || cases > 0) return false;
  if (stops.has(upper)) return true;
  // After a hole, a query in brackets may be a common table expression, and SELECT may continue the statement.
  const whole = selected && !(bracketed && r.statement.holed);
  return r.depth === r.base && startsStatement(r, whole);
}

/** Reads a table if one is expected; otherwise a word or a pair of brackets. */
function readStep(q: QueryState): void {
  const { r, scope, into, expects, list } = q;
  const before = r.tokens.last();
  const token = r.tokens.peek();
  if (expects !== undefined && list !== undefined) {
    q.expects = undefined;
    readTableFactor(r, scope, into, list, expects.doubt);
    if (expects.alone === true) q.list = undefined;
  } else if (opensGroup(token.upper)) {
    // A query in brackets replaces SELECT: `(SELECT ..) UNION (SELECT ..)`.
    const query = ["SELECT", "WITH"].includes(r.tokens.peek(1).upper) || SET_OPERATORS.has(before.upper);
    r.grammar.group(r, scope, into);
    if (query) q.selected = true;
    q.bracketed = query;
  } else {
    q.bracketed = false;
    r.tokens.next();
    if (token.holed === true) readHole(q);
    if (list !== undefined && endsFromClause(r, token)) q.list = undefined;
    CLAUSE_READERS.get(token.upper)?.(q, token, before);
  }
}

/** A hole, also one in a word. It may be, or end, any clause that is valid here. */
function readHole(q: QueryState): void {
  const { r, scope, list, selected, from } = q;
  scope.itselfHidden = true;
  if (list !== undefined) list.holed = true;
  if (!selected) {
    q.holed = true;
    scope.hides ??= "an expression before the query may define a common table expression";
  }
  if (from) q.tablesHidden = true;
  // `INTO TEMP t` precedes FROM.
  const into = r.dialect.selectInto === "table" && !r.dialect.batches;
  if (selected && from && into && r.depth === r.base) doubtTables(r);
}
