import { addGap, doubtStatement, doubtTables, type Reader, sees } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { readPrepare } from "./execute.ts";
import { readExplain } from "./explain.ts";
import { readInsert } from "./insert.ts";
import { readFromStatement, readQueryStatement, readWith } from "./query-statement.ts";
import { skipRest } from "./rest.ts";
import type { StatementReader } from "./statement-reader.ts";
import { readUnknown } from "./unknown.ts";
import { VERBS } from "./verbs.ts";

/** First words of a query. */
const QUERIES = new Set(["SELECT", "VALUES", "TABLE", "(", "PIVOT", "UNPIVOT"]);

/** Statements that may follow WITH. */
const CHANGES = ["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"];

/** Verbs that another statement may follow. Each function returns whether one does. */
const PREFIXES: ReadonlyMap<string, (r: Reader, scope: QueryScope) => boolean> = new Map([
  ["EXPLAIN", readExplain],
  ["PREPARE", readPrepare],
]);

/** Reads one statement; the next token begins it. */
export function readStatement(r: Reader, scope: QueryScope): void {
  if (r.tokens.peek().kind === "hole" && readHole(r, scope)) return;
  for (let read = prefixOf(r); read !== undefined; read = prefixOf(r)) {
    if (!read(r, scope)) return;
  }
  const { kind, upper } = r.tokens.peek();
  r.statement.verb = upper;
  const read = kind === "word" || upper === "(" ? readerOf(upper) : undefined;
  if (read === undefined) readUnknown(r, scope);
  else read(r, scope);
}

function prefixOf(r: Reader) {
  return PREFIXES.get(r.tokens.peek().upper);
}

/** The reader of the statements with this verb. */
function readerOf(verb: string): StatementReader | undefined {
  if (verb === "WITH") return readWithStatement;
  if (QUERIES.has(verb)) return readQueryStatement;
  if (verb === "FROM") return (r, scope) => readFromStatement(r, scope, readInsert);
  const read = VERBS.get(verb);
  return read && ((r, scope) => readAfterVerb(r, scope, read));
}

function readAfterVerb(r: Reader, scope: QueryScope, read: StatementReader): readonly number[] {
  if (r.tokens.next().upper !== "DECLARE") r.declaring = false;
  return read(r, scope);
}

function readWithStatement(r: Reader, scope: QueryScope): readonly number[] {
  readWith(r, scope);
  if (!sees(r, "FROM", ...CHANGES)) return readQueryStatement(r, scope);
  r.statement.verb = r.tokens.peek().upper;
  return readerOf(r.statement.verb)?.(r, scope) ?? [];
}

/** Reads a hole at the beginning of a statement. True if nothing readable is left of the statement. */
function readHole(r: Reader, scope: QueryScope): boolean {
  const { start, end } = r.tokens.next();
  doubtTables(r);
  const alone = sees(r, ";") || r.tokens.peek().kind === "end";
  addGap(r, "templated", `the statement ${alone ? "is" : "starts with"} an expression`, start, end);
  if (alone) return true;
  doubtStatement(r, "the statement starts with an expression");
  if (readerOf(r.tokens.peek().upper) !== undefined) return false;
  skipRest(r, scope);
  return true;
}
