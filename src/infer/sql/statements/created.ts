import type { Token } from "../lexer/token.ts";
import { isNamePart, readName } from "../names/read-name.ts";
import { readTableFunction } from "../query/table-function.ts";
import { accept, acceptAll, addGap, type Reader, sees, seesBoth } from "../reader/reader.ts";
import { addFlow, record, recordRead } from "../reader/record.ts";
import type { Scope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readFileOptions } from "./file-options.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne } from "./rest.ts";
import { readTarget, skipIfExists } from "./target.ts";

export interface CreatedKind {
  readonly temporary: boolean;
  readonly external: boolean;
  readonly view: boolean;
}

/** What stands behind a name, until it is all read. */
interface Created {
  /** Where its rows come from. */
  readonly sources: Sources;
  /** Files that hold its rows. */
  readonly files: number[];
  /** What else the statement writes. */
  readonly others: (number | undefined)[];
  /** Whether a query, or another table, gives the rows. */
  filled: boolean;
}

/** Words before AS that name a format or a column. */
const BEFORE_FORMAT = new Set(["STORED", "ALWAYS", "ROW"]);

/** Reads the name of a table or view and what stands behind it: columns, options, `LIKE t`, `CLONE t`, a query. */
export function readCreated(r: Reader, scope: Scope, kind: CreatedKind): readonly number[] {
  skipIfExists(r);
  const target = readTarget(r, "create", kind.temporary);
  skipIfExists(r);
  const created: Created = { sources: createSources(), files: [], others: [], filled: false };
  while (!atEnd(r)) readClause(r, scope, created);
  const { sources, files, others, filled } = created;
  if (filled || kind.view) {
    for (const file of files) {
      const draft = r.statement.accesses[file];
      if (draft !== undefined) draft.kind = "write";
    }
    addFlow(r, sources, [target, ...files, ...others]);
  } else {
    addFlow(r, { accesses: files, uses: [] }, [target]);
    if (others.length > 0) addFlow(r, sources, others);
  }
  return target === undefined ? [] : [target];
}

function readClause(r: Reader, scope: Scope, created: Created): void {
  const token = r.tokens.peek();
  const next = r.tokens.peek(1);
  switch (token.upper) {
    case "(":
      if (next.upper === "SELECT" || next.upper === "WITH") return readRows(r, scope, created);
      if (next.upper === "LIKE") return readLikeColumns(r, scope, created);
      return skipOne(r, scope);
    case "SELECT":
      return readRows(r, scope, created);
    case "WITH":
      if (isNamePart(next) && r.tokens.peek(2).upper === "AS" && r.tokens.peek(3).upper === "(")
        return readRows(r, scope, created);
      return readOptions(r, scope, created);
    case "AS":
      return readAs(r, scope, created);
    case "LIKE":
      r.tokens.next();
      return readStructure(r, scope);
    case "CLONE":
      r.tokens.next();
      return readCopy(r, scope, created);
    case "COPY":
      r.tokens.next();
      if (r.dialect.tableSuffixes) readCopy(r, scope, created);
      return;
    case "INHERITS":
      r.tokens.next();
      return readParents(r, scope);
    case "PARTITION":
      r.tokens.next();
      if (accept(r, "OF") !== undefined) readStructure(r, scope);
      return;
    case "TO":
      r.tokens.next();
      if (r.dialect.tableEngines && isNamePart(r.tokens.peek())) created.others.push(readTarget(r, "write"));
      return;
    case "ENGINE":
      return readEngine(r, scope, created);
    case "OPTIONS":
    case "LOCATION":
    case "TBLPROPERTIES":
      return readOptions(r, scope, created);
    default:
      return skipOne(r, scope);
  }
}

function readRows(r: Reader, scope: Scope, created: Created): void {
  created.filled = true;
  r.grammar.query(r, scope, created.sources);
}

function readAs(r: Reader, scope: Scope, created: Created): void {
  const before = r.tokens.last();
  r.tokens.next();
  if (BEFORE_FORMAT.has(before.upper)) return;
  const token = r.tokens.peek();
  if (token.kind === "hole" && isLast(r)) return readTemplated(r, token, created);
  if (
    r.dialect.tableEngines &&
    isNamePart(token) &&
    !["SELECT", "WITH", "FROM", "VALUES"].includes(token.upper)
  )
    return readEngineOf(r, scope, created);
  if (token.upper === "EXECUTE") {
    addGap(r, "dynamic", "a prepared statement gives the rows", token.start, token.end);
    created.filled = true;
    return;
  }
  readRows(r, scope, created);
}

/** Whether nothing but the next token is left of the statement. */
function isLast(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek(1);
  return kind === "end" || upper === ";";
}

function readTemplated(r: Reader, token: Token, created: Created): void {
  addGap(r, "templated", "an expression gives the query", token.start, token.end);
  created.filled = true;
  r.tokens.next();
}

/** `AS t` and `AS f(..)` of ClickHouse. */
function readEngineOf(r: Reader, scope: Scope, created: Created): void {
  const named = readName(r);
  if (named === undefined) return;
  if (r.tokens.peek().upper === "(") {
    created.filled = true;
    return readTableFunction(r, scope, created.sources, named);
  }
  recordStructure(r, named);
}

function readStructure(r: Reader, _scope: Scope): void {
  const named = readName(r);
  if (named !== undefined) recordStructure(r, named);
}

function recordStructure(r: Reader, named: NonNullable<ReturnType<typeof readName>>): void {
  record(r, "access", { kind: "table", name: named.name }, named, named.doubt);
}

/** `(LIKE t INCLUDING ALL, ..)` of PostgreSQL. */
function readLikeColumns(r: Reader, scope: Scope, _created: Created): void {
  r.tokens.next();
  while (!(atEnd(r) || r.tokens.peek().kind === "end")) {
    if (accept(r, "LIKE") !== undefined) readStructure(r, scope);
    else skipOne(r, scope);
  }
  accept(r, ")");
}

function readParents(r: Reader, scope: Scope): void {
  if (accept(r, "(") === undefined) return;
  do readStructure(r, scope);
  while (accept(r, ",") !== undefined);
  accept(r, ")");
}

/** A copy of another table with its rows. */
function readCopy(r: Reader, scope: Scope, created: Created): void {
  const named = readName(r);
  if (named === undefined) return;
  created.filled = true;
  recordRead(r, scope, named, created.sources);
}

/** `LOCATION 'path'`, and options in brackets that name files. */
function readOptions(r: Reader, scope: Scope, created: Created): void {
  r.tokens.next();
  accept(r, "=");
  if (r.tokens.peek().upper === "(") created.files.push(...readFileOptions(r, scope, "read"));
  else if (r.tokens.last().upper !== "WITH" && r.tokens.last().upper !== "OPTIONS") {
    const file = readFileToken(r, "read");
    if (file !== undefined) created.files.push(file);
  }
}

/** `ENGINE = S3('url')`: the rows of the table are in a file, or in another system. */
function readEngine(r: Reader, scope: Scope, created: Created): void {
  r.tokens.next();
  accept(r, "=");
  if (r.tokens.peek(1).upper !== "(" || !r.dialect.tableEngines) return;
  const named = readName(r);
  if (named === undefined) return;
  const sources = createSources();
  readTableFunction(r, scope, sources, named);
  created.files.push(...sources.accesses);
}

export { acceptAll, sees, seesBoth };
