import type { SqlToken } from "../lexer/token.ts";
import { isNamePart } from "../names/read-name.ts";
import { accept, addGap, doubtTables, markUnexpected, sees } from "../reader/reader.ts";
import { defineCte } from "../reader/scope.ts";
import { readLateralView } from "./alias.ts";
import { readInto, readOutputInto } from "./into.ts";
import { endBranch, type QueryState } from "./query-state.ts";
import { createTableList } from "./table-list.ts";
import { readWithList } from "./with-list.ts";

const BEFORE_QUERY = "an expression before the query may define a common table expression";
const BEFORE_OVER = "an expression after it may be OVER";
const BEFORE_COMMA = "an expression before the comma may end the FROM clause";

/** Reads the text after a keyword; `before` is the token before the keyword. */
type ClauseReader = (q: QueryState, token: SqlToken, before: SqlToken) => void;

/** The keywords of a query that decide which names are tables. */
export const CLAUSE_READERS: ReadonlyMap<string, ClauseReader> = new Map<string, ClauseReader>([
  ["WITH", readWith],
  ["SELECT", readSelect],
  ["FROM", readFrom],
  ["JOIN", readJoin],
  ["STRAIGHT_JOIN", readStraightJoin],
  ["APPLY", readApply],
  [",", readComma],
  ["UNION", readSetOperator],
  ["EXCEPT", readSetOperator],
  ["INTERSECT", readSetOperator],
  ["MINUS", readSetOperator],
  ["VALUES", readValues],
  ["TABLE", readTable],
  ["PIVOT", readTableQuery],
  ["UNPIVOT", readTableQuery],
  ["SUMMARIZE", readTableQuery],
  ["DESCRIBE", readTableQuery],
  ["USING", readUsing],
  ["UNNEST", readUnnest],
  ["NEST", readUnnest],
  ["OUTPUT", readOutput],
  ["INTO", readIntoClause],
  ["LATERAL", readLateral],
  ["CASE", readCase],
  ["END", readEnd],
  ["|", readPipe],
]);

/** WITH before common table expressions, not before options: `WITH (TABLOCK)`. */
function readWith({ r, scope, selected }: QueryState): void {
  const next = r.tokens.peek();
  const begins = isNamePart(next) || next.kind === "string" || r.dialect.withExpressions;
  if (!selected && begins) readWithList(r, scope);
}

function readSelect(q: QueryState, token: SqlToken, before: SqlToken): void {
  const { r, scope } = q;
  if (q.holed || (q.selected && before.kind === "hole")) {
    scope.hides ??= BEFORE_QUERY;
    doubtTables(r);
  } else if (q.selected && !q.anyOrder) markUnexpected(r, token, "unexpected SELECT after a complete query");
  if (q.selected) beginBranch(q);
  q.selected = true;
  q.holed = false;
  q.list = undefined;
}

function readFrom(q: QueryState, token: SqlToken, before: SqlToken): void {
  const { r } = q;
  // `IS DISTINCT FROM`, `nth_value(..) FROM LAST OVER ..`
  if (before.upper === "DISTINCT") return;
  const side = sees(r, "FIRST", "LAST");
  const next = r.tokens.peek(1);
  if (side && ["OVER", "RESPECT", "IGNORE"].includes(next.upper)) return;
  if (!q.from || !(q.selected || r.dialect.fromFirst)) {
    markUnexpected(r, token, "unexpected FROM");
    return;
  }
  q.from = false;
  q.list = createTableList();
  q.tables ??= q.list;
  q.expects = { doubt: side && next.kind === "hole" ? BEFORE_OVER : undefined };
}

function readJoin(q: QueryState, token: SqlToken, before: SqlToken): void {
  const { r, scope, into } = q;
  // In ClickHouse, columns follow ARRAY JOIN.
  if (before.upper === "ARRAY" && r.dialect.tableEngines) {
    q.list = undefined;
    q.anyOrder = true;
    return;
  }
  if (before.upper === "FOR") return;
  // `FOR JOIN (i)` of MySQL names an index.
  if (before.holed === true && r.dialect.executableComments && sees(r, "(")) {
    addGap(r, "templated", "an expression determines whether JOIN refers to tables", token.start, token.end);
    r.grammar.group(r, scope, into);
    return;
  }
  if (q.list === undefined && !q.anyOrder) markUnexpected(r, token, `${token.upper} is outside FROM`);
  q.list ??= createTableList();
  q.tables ??= q.list;
  const mayBeArray = r.dialect.tableEngines && before.holed === true;
  q.expects = { doubt: mayBeArray ? "an expression before it may be ARRAY" : undefined };
}

/** Before the columns, STRAIGHT_JOIN is a hint. */
function readStraightJoin(q: QueryState, token: SqlToken, before: SqlToken): void {
  if (q.tables !== undefined) readJoin(q, token, before);
}

function readApply(q: QueryState, token: SqlToken, before: SqlToken): void {
  if (before.upper === "CROSS" || before.upper === "OUTER") readJoin(q, token, before);
}

function readComma(q: QueryState): void {
  if (q.list !== undefined) q.expects = { doubt: q.list.holed ? BEFORE_COMMA : undefined };
}

function readSetOperator(q: QueryState, token: SqlToken): void {
  const { r, scope } = q;
  const next = r.tokens.peek();
  const query = ["SELECT", "WITH", "("].includes(r.tokens.peek(1).upper);
  // `* EXCEPT (a, b)` excludes columns.
  if (token.upper === "EXCEPT" && q.from && next.upper === "(" && !query) return;
  while (accept(r, "ALL", "DISTINCT") !== undefined);
  beginBranch(q);
  if (scope.itself !== undefined) defineCte(scope, scope.itself.part, scope.itself.sources, r.dialect);
  if (r.tokens.peek().kind === "hole") q.selected = true;
}

function beginBranch(q: QueryState): void {
  endBranch(q);
  q.list = undefined;
  q.selected = false;
  q.from = true;
}

function readValues(q: QueryState): void {
  q.selected = true;
}

/** `TABLE t` as a query. */
function readTable(q: QueryState, _token: SqlToken, before: SqlToken): void {
  if (!q.selected && q.from && before.upper !== "INTO" && isNamePart(q.r.tokens.peek())) readOneTable(q);
}

/** `PIVOT t ON ..` of DuckDB. */
function readTableQuery(q: QueryState): void {
  if (!q.selected && q.r.dialect.fromFirst) readOneTable(q);
}

function readOneTable(q: QueryState): void {
  q.list = createTableList();
  q.tables ??= q.list;
  q.expects = { alone: true };
  q.selected = true;
  q.from = false;
}

/** In ClickHouse, columns need no brackets: `USING a, b`. */
function readUsing(q: QueryState): void {
  if (!q.r.dialect.tableEngines || sees(q.r, "(")) return;
  q.list = undefined;
  q.anyOrder = true;
}

/** `UNNEST t.items AS x` of Couchbase: uses of the alias are not tracked. */
function readUnnest({ r, list }: QueryState): void {
  if (list !== undefined && !sees(r, "(")) list.holed = true;
}

function readOutput(q: QueryState): void {
  q.output = q.r.dialect.batches;
}

function readIntoClause({ r, output, outputs, targets }: QueryState): void {
  if (output) readOutputInto(r, outputs);
  else readInto(r, targets);
}

function readLateral({ r, scope, into, list }: QueryState): void {
  if (!sees(r, "VIEW")) return;
  readLateralView(r, () => r.grammar.group(r, scope, into));
  if (list !== undefined && r.statement.holed) list.holed = true;
}

function readCase(q: QueryState): void {
  q.cases += 1;
}

function readEnd(q: QueryState): void {
  if (q.cases > 0) q.cases -= 1;
}

/** `|>` of BigQuery. */
function readPipe(q: QueryState): void {
  if (!sees(q.r, ">")) return;
  q.anyOrder = true;
  q.list = undefined;
}
