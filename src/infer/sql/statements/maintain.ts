import { readName } from "../names/read-name.ts";
import { accept, doubtTables, type Reader } from "../reader/reader.ts";
import { recordRead } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readCreated } from "./created.ts";
import { skipRest } from "./rest.ts";
import { readTarget } from "./target.ts";

/** `OPTIMIZE [TABLE] t`, `REFRESH [MATERIALIZED] VIEW v`, `MSCK REPAIR TABLE t`: rewrites the stored data. */
export function readMaintenance(r: Reader, scope: QueryScope): readonly number[] {
  while (
    accept(r, "MATERIALIZED", "DYNAMIC", "EXTERNAL", "STREAMING", "REPAIR", "NO_WRITE_TO_BINLOG", "LOCAL")
  );
  const object = accept(r, "TABLE", "VIEW")?.upper;
  if (object === undefined && r.statement.verb !== "OPTIMIZE") return skipRest(r, scope);
  accept(r, "CONCURRENTLY");
  readTarget(r, "write");
  return skipRest(r, scope);
}

/** `CACHE [LAZY] TABLE t AS ..` of Spark creates a temporary view. */
export function readCache(r: Reader, scope: QueryScope): readonly number[] {
  accept(r, "LAZY");
  if (r.tokens.peek().holed === true) doubtTables(r);
  if (accept(r, "TABLE") === undefined) return skipRest(r, scope);
  const next = r.tokens.peek(1);
  const alone = next.kind === "end" || next.upper === ";" || next.upper === ".";
  if (alone) return skipRest(r, scope);
  return readCreated(r, scope, { temporary: true, view: false });
}

/** `UNDROP TABLE t` and `RESTORE TABLE t TO VERSION ..`. */
export function readRestore(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "TABLE") !== undefined) readTarget(r, "write");
  return skipRest(r, scope);
}

/** `TABLE t`, `SUMMARIZE t` and similar statements. */
export function readOneTable(r: Reader, scope: QueryScope): readonly number[] {
  const named = readName(r);
  if (named !== undefined) recordRead(r, scope, named, createSources());
  return skipRest(r, scope);
}
