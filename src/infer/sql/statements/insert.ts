import { unquoted } from "../lexer/quoted.ts";
import { readName } from "../names/read-name.ts";
import { readTableFunction } from "../query/table-function.ts";
import { accept, acceptAll, doubtStatement, type Reader, sees } from "../reader/reader.ts";
import { addFlow, recordFile } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { atEnd, skipOne, skipTop } from "./rest.ts";
import { changeUnderlying, readTarget, skipModifiers } from "./target.ts";

const MODIFIERS = new Set([
  "LOW_PRIORITY",
  "DELAYED",
  "HIGH_PRIORITY",
  "IGNORE",
  "INTO",
  "OVERWRITE",
  "TABLE",
]);
/** Words that may follow the name of the table. */
const BEHIND_TARGET = new Set([
  "AS",
  "BY",
  "DEFAULT",
  "EXEC",
  "EXECUTE",
  "FORMAT",
  "FROM",
  "IF",
  "OUTPUT",
  "OVERRIDING",
  "OVERWRITE",
  "PARTITION",
  "REPLACE",
  "SELECT",
  "SET",
  "SETTINGS",
  "TABLE",
  "VALUE",
  "VALUES",
  "WITH",
]);
/** In Hive and Spark, `FROM a` may precede several INSERT. */
const NEXT_INSERT = new Set(["INSERT"]);
const DATA = new Set(["INSERT", "FORMAT"]);

/** `INSERT [INTO] t ..`, and REPLACE and UPSERT, which have the same syntax. */
export function readInsert(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "OR") !== undefined && r.tokens.next().holed === true)
    doubtStatement(r, "an expression precedes the table name");
  skipTop(r, scope);
  const overwrite = accept(r, "OVERWRITE") !== undefined;
  if (isInsertAll(r)) return readInsertAll(r, scope);
  accept(r, "LOCAL");
  if (overwrite && accept(r, "DIRECTORY") !== undefined) return readInsertDirectory(r, scope);
  const hole = r.tokens.peek().kind === "hole";
  skipModifiers(r, MODIFIERS);
  if (hole && r.tokens.peek().kind === "hole") scope.hides ??= "an expression replaces INTO";
  const sources = createSources();
  const target = readInsertTarget(r, scope, sources);
  return readRows(r, scope, sources, target);
}

/** A table, a query in place of a table, or a ClickHouse function that writes a file. */
function readInsertTarget(r: Reader, scope: QueryScope, sources: Sources): number | undefined {
  if (r.tokens.peek().upper === "(" && r.tokens.peek(1).upper === "SELECT") {
    const view = createSources();
    r.grammar.group(r, scope, view);
    return changeUnderlying(r, view, "write");
  }
  if (accept(r, "FUNCTION") === undefined) {
    const holed = r.tokens.peek().holed === true;
    const target = readTarget(r, "write");
    if (holed && seesOtherName(r)) doubtStatement(r, "an expression precedes the table name");
    return target;
  }
  const named = readName(r);
  if (named === undefined || r.tokens.peek().upper !== "(") return undefined;
  const start = r.statement.accesses.length;
  readTableFunction(r, scope, sources, named);
  for (let at = start; at < r.statement.accesses.length; at++) {
    const draft = r.statement.accesses[at];
    if (draft !== undefined) draft.kind = "write";
  }
  return start < r.statement.accesses.length ? start : undefined;
}

/** Whether a name follows a hole in the place of the name. */
function seesOtherName(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek();
  return (kind === "word" || kind === "name") && !BEHIND_TARGET.has(upper);
}

/** Reads the text after the table: columns, options, values or a query. */
function readRows(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  target: number | undefined,
): readonly number[] {
  const infile = acceptAll(r, "FROM", "INFILE");
  if (infile) readInfile(r, sources);
  const inline = r.dialect.tableEngines && !infile;
  const start = r.tokens.peek().start;
  const { outputs } = r.grammar.query(r, scope, sources, { stops: inline ? DATA : NEXT_INSERT });
  if (inline && sees(r, "FORMAT")) skipData(r, start);
  addFlow(r, sources, [target]);
  const targets = target === undefined ? [] : [target];
  addFlow(r, { accesses: targets, uses: [] }, outputs);
  return targets;
}

function readInfile(r: Reader, sources: Sources): void {
  const file = r.tokens.peek();
  if (file.kind !== "string") return;
  sources.accesses.push(recordFile(r, "read", unquoted(r.source, r.tokens.next()), file));
}

/** Skips the data after FORMAT, unless a query provides the rows. */
function skipData(r: Reader, start: number): void {
  const selected = /\bselect\b/i.test(r.source.text.slice(start, r.tokens.peek().start));
  if (selected) return;
  r.lexer.finish();
  r.tokens.forget();
}

/** `INSERT OVERWRITE DIRECTORY 'path' ..` of Spark and Hive. */
function readInsertDirectory(r: Reader, scope: QueryScope): readonly number[] {
  const file = r.tokens.peek();
  const target =
    file.kind === "string" ? recordFile(r, "write", unquoted(r.source, r.tokens.next()), file) : undefined;
  const sources = createSources();
  r.grammar.query(r, scope, sources);
  addFlow(r, sources, [target]);
  return [];
}

/** Whether ALL or FIRST precedes conditions or tables, and is not the name of a table. */
function isInsertAll(r: Reader): boolean {
  const { upper, holed } = r.tokens.peek(1);
  return sees(r, "ALL", "FIRST") && (upper === "INTO" || upper === "WHEN" || holed === true);
}

/** `INSERT ALL [WHEN .. THEN] INTO t .. INTO u .. SELECT ..` of Oracle and Snowflake. */
function readInsertAll(r: Reader, scope: QueryScope): readonly number[] {
  const targets: (number | undefined)[] = [];
  while (!atEnd(r) && !sees(r, "SELECT", "WITH")) {
    if (r.tokens.peek().upper === "(" && r.tokens.peek(1).upper === "SELECT") break;
    if (accept(r, "INTO") !== undefined) targets.push(readTarget(r, "write"));
    else skipOne(r, scope);
  }
  const sources = createSources();
  r.grammar.query(r, scope, sources);
  addFlow(r, sources, targets);
  return [];
}
