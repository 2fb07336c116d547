import type { SqlName } from "../access.ts";
import { hasHole, isNamePart, type NameRead, readName } from "../names/read-name.ts";
import { accept, acceptAll, doubtStatement, markUnexpected, type Reader, sees } from "../reader/reader.ts";
import { addFlow, recordRead, recordTarget } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";
import { readAlterSession } from "./settings.ts";
import { readTarget, skipIfExists } from "./target.ts";

const KINDS = new Set([
  "EXTERNAL",
  "FOREIGN",
  "MATERIALIZED",
  "DYNAMIC",
  "ICEBERG",
  "HYBRID",
  "EVENT",
  "STREAMING",
]);

/** Objects that RENAME may name instead of the table. */
const INSIDE_TABLE = ["COLUMN", "CONSTRAINT", "INDEX", "KEY", "PARTITION", "FIELD", "ATTRIBUTE"];

/** The altered table while the changes are read. */
interface Altered {
  readonly scope: QueryScope;
  readonly name: SqlName;
  readonly target: number | undefined;
  /** Sources of new rows. */
  readonly sources: Sources;
}

/** `ALTER .. TABLE t ..` and `ALTER .. VIEW v ..`, with the new name and the sources of new rows. */
export function readAlter(r: Reader, scope: QueryScope): readonly number[] {
  if (sees(r, "SESSION")) return readAlterSession(r, scope);
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "hole") doubtStatement(r, "an expression precedes the table name");
    else if (!KINDS.has(upper)) break;
    r.tokens.next();
  }
  if (accept(r, "TABLE", "VIEW") === undefined) return skipRest(r, scope);
  skipIfExists(r);
  accept(r, "ONLY");
  const token = r.tokens.peek();
  const named = readName(r);
  if (named === undefined) {
    markUnexpected(r, token, "expected a table name");
    return skipRest(r, scope);
  }
  const target = recordTarget(r, "alter", named);
  const altered: Altered = { scope, name: named.name, target, sources: createSources() };
  while (!atEnd(r)) readChange(r, altered);
  addFlow(r, altered.sources, [target]);
  return [];
}

function readChange(r: Reader, altered: Altered): void {
  const { scope, sources } = altered;
  if (sees(r, "SELECT")) r.grammar.query(r, scope, sources);
  else if (accept(r, "RENAME") !== undefined) readRename(r, altered);
  else if (acceptAll(r, "SWAP", "WITH") || acceptAll(r, "WITH", "TABLE") || acceptAll(r, "APPEND", "FROM"))
    readSource(r, altered);
  else if (accept(r, "PARTITION", "PART", "SWITCH") !== undefined) readPartition(r, altered);
  else if (accept(r, "ATTACH") !== undefined) readAttached(r, altered);
  else if (accept(r, "LOCATION") !== undefined) {
    const file = readFileToken(r, "read");
    if (file !== undefined) sources.accesses.push(file);
  } else skipOne(r, scope);
}

function readSource(r: Reader, { scope, sources }: Altered): void {
  const named = readName(r);
  if (named !== undefined) recordRead(r, scope, named, sources);
}

/** PostgreSQL attaches a table as a partition. */
function readAttached(r: Reader, altered: Altered): void {
  if (!sees(r, "PARTITION") || altered.name.length === 0 || r.dialect.tableEngines) return;
  if (!isNamePart(r.tokens.peek(1))) return;
  r.tokens.next();
  readSource(r, altered);
}

/** `PARTITION x FROM t` and `PARTITION x TO TABLE t` of ClickHouse, `SWITCH PARTITION 1 TO t` of Transact-SQL. */
function readPartition(r: Reader, altered: Altered): void {
  const { scope, target } = altered;
  const switches = r.tokens.last().upper === "SWITCH";
  if (!switches && !r.dialect.tableEngines) return;
  while (!atEnd(r) && !sees(r, "FROM", "TO", ",")) skipOne(r, scope);
  if (accept(r, "FROM") !== undefined) readSource(r, altered);
  else if (switches ? acceptAll(r, "TO") : acceptAll(r, "TO", "TABLE")) {
    const moved = readTarget(r, "write");
    addFlow(r, { accesses: target === undefined ? [] : [target], uses: [] }, [moved]);
  }
}

/** The new name of the table. The rows flow from the old name to the new one. */
function readRename(r: Reader, { name, target }: Altered): void {
  if (sees(r, ...INSIDE_TABLE) || !(accept(r, "TO", "AS") !== undefined || isLastName(r))) return;
  const renamed = readName(r);
  if (renamed === undefined) return;
  const schema =
    r.dialect.renamesInPlace && hasHole(name) ? "an expression may determine its schema" : undefined;
  const moved = recordTarget(r, "alter", { ...renamed, name: besides(r, name, renamed) }, schema);
  addFlow(r, { accesses: target === undefined ? [] : [target], uses: [] }, [moved]);
}

/** MySQL leaves TO out; PostgreSQL leaves COLUMN out: `RENAME a TO b`. */
function isLastName(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek(1);
  return kind === "end" || upper === ";" || upper === "," || upper === ".";
}

/** A new name without schema, placed in the schema of the old one in dialects that do so. */
function besides(r: Reader, name: SqlName, { name: renamed }: NameRead): SqlName {
  return r.dialect.renamesInPlace && renamed.length === 1 ? [...name.slice(0, -1), ...renamed] : renamed;
}
