import type { Token } from "../lexer/token.ts";
import { isNamePart } from "../names/read-name.ts";
import {
  accept,
  type QueryOptions,
  type QueryRead,
  type Reader,
  sees,
  unexpected,
} from "../reader/reader.ts";
import { defineCte, type Scope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { readLateralView } from "./alias.ts";
import { endsFromClause } from "./clause-end.ts";
import { opensGroup } from "./group.ts";
import { readInto, readOutputInto } from "./into.ts";
import { SET_OPERATORS } from "./keywords.ts";
import { startsStatement } from "./statement-start.ts";
import { readTableFactor } from "./table-factor.ts";
import { createTableList, dropArraysOfRows, type TableList } from "./table-list.ts";
import { readWithList } from "./with-list.ts";

const BEFORE_QUERY = "an expression before the query may name a common table expression";
const COMMA = "an expression before the comma may end the FROM clause";

/** Words of DuckDB that begin a query with a table. */
const TABLE_QUERIES = new Set(["PIVOT", "UNPIVOT", "SUMMARIZE", "DESCRIBE"]);

/** Where in a query the reader is. */
interface State {
  readonly stops: ReadonlySet<string>;
  /** The FROM clause, while the reader is in it. */
  list: TableList | undefined;
  /** Whether a table comes next, and why it may be none. */
  expects: { readonly doubt: string | undefined } | undefined;
  /** Whether SELECT or what stands for it was read. */
  selected: boolean;
  /** Whether FROM may come. */
  from: boolean;
  /** Whether a hole was read since the query, or the last of several, began. */
  holed: boolean;
  /** How many CASE are open. */
  cases: number;
  /** Whether clauses come in any order: behind `|>` and ARRAY JOIN. */
  anyOrder: boolean;
  /** Whether OUTPUT was read, whose INTO names a table that exists. */
  output: boolean;
  /** The first access since the last set operator. */
  start: number;
  /** The first FROM clause. */
  tables: TableList | undefined;
  /** What INTO names, and what INTO behind OUTPUT does. */
  readonly targets: number[];
  readonly outputs: number[];
}

/**
 * Reads a query clause by clause: tables behind FROM, JOIN and commas, queries in brackets, set operators. Everything
 * else is read over. It ends before the end of its statement, brackets or a keyword of `stops`.
 */
export function readQuery(r: Reader, scope: Scope, into: Sources, options: QueryOptions = {}): QueryRead {
  const { start = "query", stops = NONE, from = start === "query" } = options;
  const list = start === "tables" ? createTableList() : undefined;
  const state: State = {
    stops,
    list,
    expects: list === undefined ? undefined : { doubt: undefined },
    selected: start !== "query",
    from,
    holed: false,
    cases: 0,
    anyOrder: false,
    output: false,
    start: r.statement.accesses.length,
    tables: list,
    targets: [],
    outputs: [],
  };
  while (!isEnd(r, state)) step(r, scope, into, state);
  if (state.expects !== undefined) unexpected(r, r.tokens.peek(), "a table was expected here");
  dropArraysOfRows(r, scope, state.start, state.list ?? state.tables);
  const { tables, targets, outputs } = state;
  return { tables: tables?.items ?? [], targets, outputs, holed: tables?.holed === true };
}

const NONE: ReadonlySet<string> = new Set();

function isEnd(r: Reader, state: State): boolean {
  const { kind, upper } = r.tokens.peek();
  if (kind === "end" || upper === ";" || upper === ")" || upper === "]" || upper === "}") return true;
  if (state.expects !== undefined || state.cases > 0) return false;
  return state.stops.has(upper) || (r.depth === 0 && startsStatement(r, state.selected));
}

function step(r: Reader, scope: Scope, into: Sources, state: State): void {
  const { expects, list } = state;
  if (expects !== undefined && list !== undefined) {
    state.expects = undefined;
    readTableFactor(r, scope, into, list, expects.doubt);
    return;
  }
  const before = r.tokens.last();
  const token = r.tokens.peek();
  if (opensGroup(token.upper)) return readBrackets(r, scope, into, state, before);
  r.tokens.next();
  if (token.kind === "hole") return readHole(state);
  if (list !== undefined && endsFromClause(r, token)) state.list = undefined;
  switch (token.upper) {
    case "WITH":
      if (!state.selected && beginsWithList(r)) readWithList(r, scope);
      return;
    case "SELECT":
      return readSelect(r, scope, state, token, before);
    case "FROM":
      return readFrom(r, scope, state, token, before);
    case "JOIN":
    case "STRAIGHT_JOIN":
    case "APPLY":
      return readJoin(r, state, token, before);
    case ",":
      if (list !== undefined) state.expects = { doubt: list.holed ? COMMA : undefined };
      return;
    case "UNION":
    case "EXCEPT":
    case "INTERSECT":
    case "MINUS":
      return readSetOperator(r, scope, state, token);
    case "VALUES":
      state.selected = true;
      return;
    case "TABLE":
      if (!state.selected && state.from && isNamePart(r.tokens.peek()) && before.upper !== "INTO")
        expectOne(state);
      return;
    case "PIVOT":
    case "UNPIVOT":
    case "SUMMARIZE":
    case "DESCRIBE":
      if (!state.selected && r.dialect.fromFirst && TABLE_QUERIES.has(token.upper)) expectOne(state);
      return;
    case "OUTPUT":
      state.output = r.dialect.batches;
      return;
    case "INTO":
      if (state.output) readOutputInto(r, state.outputs);
      else readInto(r, state.targets);
      return;
    case "LATERAL":
      if (sees(r, "VIEW")) readLateralView(r, () => r.grammar.group(r, scope, into));
      return;
    case "CASE":
      state.cases += 1;
      return;
    case "END":
      if (state.cases > 0) state.cases -= 1;
      return;
    case "|":
      if (r.tokens.peek().upper === ">") {
        state.anyOrder = true;
        state.list = undefined;
      }
      return;
  }
}

function readBrackets(r: Reader, scope: Scope, into: Sources, state: State, before: Token): void {
  // A query in brackets stands for SELECT: `(SELECT ..) UNION (SELECT ..)`.
  const query = ["SELECT", "WITH"].includes(r.tokens.peek(1).upper) || SET_OPERATORS.has(before.upper);
  r.grammar.group(r, scope, into);
  if (query) state.selected = true;
}

function readHole(state: State): void {
  if (state.list !== undefined) state.list.holed = true;
  if (!state.selected) state.holed = true;
}

/** WITH before common table expressions, not before options: `WITH (TABLOCK)`. */
function beginsWithList(r: Reader): boolean {
  const next = r.tokens.peek();
  return isNamePart(next) || next.kind === "string" || (r.dialect.withExpressions && next.kind !== "end");
}

function readSelect(r: Reader, scope: Scope, state: State, token: Token, before: Token): void {
  if (state.holed || (state.selected && before.kind === "hole")) {
    scope.hides ??= BEFORE_QUERY;
    r.session.unsure ??= "an expression before it may create a temporary table of its name";
  } else if (state.selected && !state.anyOrder) unexpected(r, token, "SELECT stands behind a whole query");
  // FROM may come before SELECT.
  if (state.selected) beginBranch(r, scope, state);
  state.selected = true;
  state.holed = false;
  state.list = undefined;
}

function readFrom(r: Reader, scope: Scope, state: State, token: Token, before: Token): void {
  if (before.upper === "DISTINCT") return;
  if (sees(r, "FIRST", "LAST") && ["OVER", "RESPECT", "IGNORE"].includes(r.tokens.peek(1).upper)) return;
  if (!state.from || !(state.selected || r.dialect.fromFirst)) {
    unexpected(r, token, "FROM stands where no tables can be named");
    return;
  }
  if (state.holed) scope.hides ??= BEFORE_QUERY;
  state.from = false;
  beginList(state);
}

function beginList(state: State): void {
  state.list = createTableList();
  state.tables ??= state.list;
  state.expects = { doubt: undefined };
}

/** One table comes next, and no list. */
function expectOne(state: State): void {
  beginList(state);
  state.selected = true;
  state.from = false;
}

function readJoin(r: Reader, state: State, token: Token, before: Token): void {
  if (token.upper === "APPLY" && before.upper !== "CROSS" && before.upper !== "OUTER") return;
  // Behind ARRAY come columns.
  if (before.upper === "ARRAY" && r.dialect.tableEngines) {
    state.list = undefined;
    state.anyOrder = true;
    return;
  }
  // Before the columns it is a hint.
  if (token.upper === "STRAIGHT_JOIN" && state.tables === undefined) return;
  if (state.list === undefined && !state.anyOrder)
    unexpected(r, token, `${token.upper} stands outside of FROM`);
  state.list ??= createTableList();
  state.tables ??= state.list;
  state.expects = { doubt: undefined };
}

function readSetOperator(r: Reader, scope: Scope, state: State, token: Token): void {
  const next = r.tokens.peek();
  // `* EXCEPT (a, b)` leaves columns out.
  if (
    token.upper === "EXCEPT" &&
    state.from &&
    next.upper === "(" &&
    !["SELECT", "("].includes(r.tokens.peek(1).upper)
  )
    return;
  while (accept(r, "ALL", "DISTINCT") !== undefined);
  beginBranch(r, scope, state);
  if (scope.itself !== undefined) defineCte(scope, scope.itself.part, scope.itself.sources, r.dialect);
  if (next.kind === "hole") state.selected = true;
}

/** Begins the next of several queries that are combined. */
function beginBranch(r: Reader, scope: Scope, state: State): void {
  dropArraysOfRows(r, scope, state.start, state.list ?? state.tables);
  scope.aliases.clear();
  state.start = r.statement.accesses.length;
  state.list = undefined;
  state.selected = false;
  state.from = true;
}
