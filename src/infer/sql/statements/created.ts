import { pushAll } from "../../../util/push-all.ts";
import type { SqlToken } from "../lexer/token.ts";
import { isNamePart, type NameRead, readName } from "../names/read-name.ts";
import { readTableFunction } from "../query/table-function.ts";
import { accept, addGap, doubtStatement, type Reader, sees } from "../reader/reader.ts";
import { addFlow, record, recordRead } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readFileOptions } from "./file-options.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne } from "./rest.ts";
import { changeRead, readTarget, skipIfExists } from "./target.ts";

export interface CreatedKind {
  readonly temporary: boolean;
  readonly view: boolean;
}

/** A new table or view while the text after its name is read. */
interface Created {
  readonly r: Reader;
  readonly scope: QueryScope;
  /** Sources of its rows. */
  readonly sources: Sources;
  /** Files that contain its rows. */
  readonly files: number[];
  /** Other targets of the statement. */
  readonly others: (number | undefined)[];
  /** Whether the rows come from a query or another table. */
  filled: boolean;
}

/** Reads the rest of a clause; `token` is its first word, and `before` is the token before that. */
type ClauseReader = (created: Created, token: SqlToken, before: SqlToken) => void;

const CLAUSE_READERS: ReadonlyMap<string, ClauseReader> = new Map<string, ClauseReader>([
  ["AS", readAs],
  ["LIKE", readStructure],
  ["CLONE", readClone],
  ["COPY", readCopy],
  ["INHERITS", readParents],
  ["PARTITION", readPartition],
  ["TO", readTo],
  ["ENGINE", readEngine],
  ["OPTIONS", readOptions],
  ["TBLPROPERTIES", readOptions],
  ["WITH", readOptions],
  ["LOCATION", readLocation],
]);

/** Words before AS that name a format or a column. */
const BEFORE_FORMAT = ["STORED", "ALWAYS", "ROW"];

/** Reads the name of a table or view and the text after it: columns, options, `LIKE t`, `CLONE t`, a query. */
export function readCreated(r: Reader, scope: QueryScope, kind: CreatedKind): readonly number[] {
  skipIfExists(r);
  const hole = r.tokens.peek().holed === true;
  const target = readTarget(r, "create", kind.temporary);
  if (hole && seesOtherName(r)) doubtStatement(r, "an expression precedes the table name");
  skipIfExists(r);
  const created: Created = { r, scope, sources: createSources(), files: [], others: [], filled: kind.view };
  while (!atEnd(r)) readClause(created);
  addFlows(created, target);
  return target === undefined ? [] : [target];
}

/** Whether a name follows a hole in the place of the name: `CREATE TABLE {{ x }} ds.f(..)`. */
function seesOtherName(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek();
  const next = r.tokens.peek(1).upper;
  return (kind === "word" || kind === "name") && !CLAUSE_READERS.has(upper) && (next === "." || next === "(");
}

/** With a query, the statement writes the files of the table. Without one, the files are the source of its rows. */
function addFlows({ r, sources, files, others, filled }: Created, target: number | undefined): void {
  if (filled) {
    for (const file of files) changeRead(r, file, "write");
    addFlow(r, sources, [target, ...files, ...others]);
  } else addFlow(r, { accesses: files, uses: [] }, [target]);
}

function readClause(created: Created): void {
  const { r, scope } = created;
  const before = r.tokens.last();
  const token = r.tokens.peek();
  const next = r.tokens.peek(1);
  if (beginsRows(r)) readRows(created);
  else if (token.upper === "(" && next.upper === "LIKE") readLikeColumns(created);
  else {
    const read = CLAUSE_READERS.get(token.upper);
    if (read === undefined) skipOne(r, scope);
    else read(created, r.tokens.next(), before);
  }
}

/** Whether a query begins here, also in brackets or without AS. */
function beginsRows(r: Reader): boolean {
  const { upper } = r.tokens.peek();
  const next = r.tokens.peek(1);
  if (upper === "(") return next.upper === "SELECT" || next.upper === "WITH";
  const cte = isNamePart(next) && r.tokens.peek(2).upper === "AS" && r.tokens.peek(3).upper === "(";
  return upper === "SELECT" || (upper === "WITH" && cte);
}

function readRows(created: Created): void {
  created.filled = true;
  created.r.grammar.query(created.r, created.scope, created.sources);
}

function readAs(created: Created, _token: SqlToken, before: SqlToken): void {
  const { r } = created;
  if (BEFORE_FORMAT.includes(before.upper)) return;
  const token = r.tokens.peek();
  const engine = r.dialect.tableEngines && isNamePart(token) && !sees(r, "SELECT", "WITH", "FROM", "VALUES");
  if (token.kind === "hole" && isLast(r)) skipRows(created, "templated", "an expression contains the query");
  else if (sees(r, "EXECUTE")) skipRows(created, "dynamic", "the rows come from a prepared statement");
  else if (engine) readEngineOf(created);
  else readRows(created);
}

/** Whether the next token is the last one of the statement. */
function isLast(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek(1);
  return kind === "end" || upper === ";";
}

function skipRows(created: Created, kind: "templated" | "dynamic", message: string): void {
  const { start, end } = created.r.tokens.next();
  addGap(created.r, kind, message, start, end);
  created.filled = true;
}

/** `AS t` and `AS f(..)` of ClickHouse. */
function readEngineOf(created: Created): void {
  const { r, scope, sources } = created;
  const named = readName(r);
  if (named === undefined) return;
  if (!sees(r, "(")) recordStructure(r, named);
  else {
    created.filled = true;
    readTableFunction(r, scope, sources, named);
  }
}

function readStructure({ r }: Created): void {
  const named = readName(r);
  if (named !== undefined) recordStructure(r, named);
}

function recordStructure(r: Reader, named: NameRead): void {
  record(r, "access", { kind: "table", name: named.name }, named, named.doubt);
}

/** `(LIKE t INCLUDING ALL, ..)` of PostgreSQL. */
function readLikeColumns(created: Created): void {
  const { r, scope } = created;
  r.tokens.next();
  while (!atEnd(r)) {
    if (accept(r, "LIKE") !== undefined) readStructure(created);
    else skipOne(r, scope);
  }
  accept(r, ")");
}

function readParents(created: Created): void {
  const { r } = created;
  if (accept(r, "(") === undefined) return;
  do readStructure(created);
  while (accept(r, ",") !== undefined);
  accept(r, ")");
}

/** `PARTITION OF t` of PostgreSQL. */
function readPartition(created: Created): void {
  if (accept(created.r, "OF") !== undefined) readStructure(created);
}

/** A copy of another table with its rows. */
function readClone(created: Created): void {
  const { r, scope, sources } = created;
  const named = readName(r);
  if (named === undefined) return;
  created.filled = true;
  recordRead(r, scope, named, sources);
}

/** In BigQuery, a copy with the rows; in Snowflake, a part of `COPY GRANTS`. */
function readCopy(created: Created): void {
  if (created.r.dialect.tableSuffixes) readClone(created);
}

/** In ClickHouse, the table after TO receives the rows of the view. */
function readTo({ r, others }: Created): void {
  if (r.dialect.tableEngines && isNamePart(r.tokens.peek())) others.push(readTarget(r, "write"));
}

/** Options in brackets, some of which are files. */
function readOptions({ r, scope, files }: Created): void {
  if (sees(r, "(")) pushAll(files, readFileOptions(r, scope, "read"));
}

function readLocation({ r, files }: Created): void {
  accept(r, "=");
  const file = readFileToken(r, "read");
  if (file !== undefined) files.push(file);
}

/** `ENGINE = S3('url')`: the rows of the table are in a file or in another system. */
function readEngine({ r, scope, files }: Created): void {
  accept(r, "=");
  if (!r.dialect.tableEngines || r.tokens.peek(1).upper !== "(") return;
  const named = readName(r);
  if (named === undefined) return;
  const sources = createSources();
  readTableFunction(r, scope, sources, named);
  pushAll(files, sources.accesses);
}
