import type { SqlName } from "../access.ts";
import { isNamePart, type NameRead, readName } from "../names/read-name.ts";
import { accept, acceptAll, doubtStatement, type Reader, sees, unexpected } from "../reader/reader.ts";
import { addFlow, recordRead, recordTarget } from "../reader/record.ts";
import type { Scope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";
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

/** What RENAME may name instead of the table. */
const INSIDE_TABLE = new Set(["COLUMN", "CONSTRAINT", "INDEX", "KEY", "PARTITION", "FIELD", "ATTRIBUTE"]);

/** `ALTER .. TABLE t ..` and `ALTER .. VIEW v ..`, with what renames it and where its rows come from. */
export function readAlter(r: Reader, scope: Scope): readonly number[] {
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "hole") doubtStatement(r, "an expression stands before the name of the table");
    else if (!KINDS.has(upper)) break;
    r.tokens.next();
  }
  if (accept(r, "TABLE", "VIEW") === undefined) return skipRest(r, scope);
  skipIfExists(r);
  accept(r, "ONLY");
  const token = r.tokens.peek();
  const named = readName(r);
  if (named === undefined) {
    unexpected(r, token, "the name of a table was expected here");
    return skipRest(r, scope);
  }
  const target = recordTarget(r, "alter", named);
  const sources = createSources();
  while (!atEnd(r)) readClause(r, scope, sources, named, target);
  addFlow(r, sources, [target]);
  return [];
}

function readClause(
  r: Reader,
  scope: Scope,
  sources: Sources,
  named: NameRead,
  target: number | undefined,
): void {
  const { upper } = r.tokens.peek();
  if (upper === "SELECT") {
    r.grammar.query(r, scope, sources);
    return;
  }
  if (upper === "RENAME") {
    r.tokens.next();
    return readRename(r, named, target);
  }
  if (acceptAll(r, "SWAP", "WITH") || acceptAll(r, "WITH", "TABLE") || acceptAll(r, "APPEND", "FROM"))
    return readSource(r, scope, sources);
  if (upper === "PARTITION" || upper === "PART") return readPartition(r, scope, sources, target);
  if (upper === "LOCATION") {
    r.tokens.next();
    const file = readFileToken(r, "read");
    if (file !== undefined) sources.accesses.push(file);
    return;
  }
  skipOne(r, scope);
}

function readSource(r: Reader, scope: Scope, sources: Sources): void {
  const named = readName(r);
  if (named !== undefined) recordRead(r, scope, named, sources);
}

/** Behind PARTITION: its name or value, and the table that it comes from or goes to. */
function readPartition(r: Reader, scope: Scope, sources: Sources, target: number | undefined): void {
  const attaches = r.tokens.last().upper === "ATTACH";
  r.tokens.next();
  // PostgreSQL attaches a table as a partition.
  if (attaches && r.dialect.renamesInPlace && isNamePart(r.tokens.peek()))
    return readSource(r, scope, sources);
  if (!r.dialect.tableEngines) return;
  while (!atEnd(r) && !sees(r, "FROM", "TO", ",")) skipOne(r, scope);
  if (accept(r, "FROM") !== undefined) return readSource(r, scope, sources);
  if (!acceptAll(r, "TO", "TABLE")) return;
  const moved = readTarget(r, "write");
  addFlow(r, { accesses: target === undefined ? [] : [target], uses: [] }, [moved]);
}

/** The new name of the table, which goes on with its rows. */
function readRename(r: Reader, { name }: NameRead, target: number | undefined): void {
  if (INSIDE_TABLE.has(r.tokens.peek().upper)) return;
  const explicit = accept(r, "TO", "AS") !== undefined;
  if (!(explicit || isLastName(r))) return;
  const renamed = readName(r);
  if (renamed === undefined) return;
  const moved = recordTarget(r, "alter", { ...renamed, name: besides(r, name, renamed.name) });
  addFlow(r, { accesses: target === undefined ? [] : [target], uses: [] }, [moved]);
}

/** MySQL leaves TO out; PostgreSQL leaves COLUMN out: `RENAME a TO b`. */
function isLastName(r: Reader): boolean {
  const { kind, upper } = r.tokens.peek(1);
  return kind === "end" || upper === ";" || upper === "," || upper === ".";
}

/** A name without schema, in the schema of the other where the system puts it there. */
function besides(r: Reader, name: SqlName, renamed: SqlName): SqlName {
  return r.dialect.renamesInPlace && renamed.length === 1 ? [...name.slice(0, -1), ...renamed] : renamed;
}
