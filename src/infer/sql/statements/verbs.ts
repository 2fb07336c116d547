import { accept, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources } from "../reader/sources.ts";
import { readAlter } from "./alter.ts";
import { readCopy } from "./copy.ts";
import { readCreate } from "./create.ts";
import { readDeclaration, readDeclare } from "./declare.ts";
import { readDelete } from "./delete.ts";
import { readDrop } from "./drop.ts";
import { readDo, readExecute, readProcedureCall } from "./execute.ts";
import { readExportData } from "./export.ts";
import { readInsert } from "./insert.ts";
import { readBulkInsert, readLoad } from "./load.ts";
import { readCache, readMaintenance, readOneTable, readRestore } from "./maintain.ts";
import { readMerge } from "./merge.ts";
import { readExchange, readRename } from "./rename.ts";
import { skipRest } from "./rest.ts";
import { readAttach, readSet, readUse } from "./settings.ts";
import { readRemove, readTransfer } from "./stages.ts";
import type { StatementReader } from "./statement-reader.ts";
import { readTruncate } from "./truncate.ts";
import { readUnload } from "./unload.ts";
import { readUpdate } from "./update.ts";

/** Statements that touch no rows of a table. */
const NOTHING = [
  "ABORT",
  "ANALYZE",
  "APPLY",
  "ASSERT",
  "BREAK",
  "CHECKPOINT",
  "CLOSE",
  "CLUSTER",
  "COMMENT",
  "COMMIT",
  "CONTINUE",
  "DBMS_OUTPUT",
  "DEALLOCATE",
  "DENY",
  "DESC",
  "DETACH",
  "DISABLE",
  "DISCARD",
  "ENABLE",
  "EXIT",
  "FETCH",
  "FLUSH",
  "GOTO",
  "INSTALL",
  "INVALIDATE",
  "ITERATE",
  "KILL",
  "LEAVE",
  "LIST",
  "LISTEN",
  "LOCK",
  "LS",
  "NOTIFY",
  "NULL",
  "PRAGMA",
  "PRINT",
  "RAISE",
  "RAISERROR",
  "REINDEX",
  "RELEASE",
  "RESET",
  "RESIGNAL",
  "REVERT",
  "ROLLBACK",
  "SAVE",
  "SAVEPOINT",
  "SHOW",
  "SIGNAL",
  "START",
  "SYSTEM",
  "THROW",
  "UNCACHE",
  "UNLISTEN",
  "UNLOCK",
  "UNSET",
  "VACUUM",
  "WAITFOR",
];

/** GRANT and REVOKE name statements before the object. */
function readGrant(r: Reader, scope: QueryScope): readonly number[] {
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "end" || upper === ";" || upper === "TO" || upper === "FROM") return skipRest(r, scope);
    r.tokens.next();
  }
}

/** `OPEN c FOR query`. */
function readOpen(r: Reader, scope: QueryScope): readonly number[] {
  while (!["FOR", ";", ""].includes(r.tokens.peek().upper)) r.tokens.next();
  return accept(r, "FOR") === undefined ? skipRest(r, scope) : readReturn(r, scope);
}

/** `RETURN value`, `RETURN QUERY query`, and words before a query: `AT EPOCH LATEST SELECT ..`. */
function readReturn(r: Reader, scope: QueryScope): readonly number[] {
  accept(r, "QUERY");
  r.grammar.query(r, scope, createSources());
  return skipRest(r, scope);
}

/** PERFORM replaces SELECT in PL/pgSQL. */
function readPerform(r: Reader, scope: QueryScope): readonly number[] {
  r.grammar.query(r, scope, createSources(), { start: "rest", from: true });
  return [];
}

/** The reader of each statement, by verb. */
export const VERBS: ReadonlyMap<string, StatementReader> = new Map([
  ["ALTER", readAlter],
  ["AT", readReturn],
  ["ATTACH", readAttach],
  ["BULK", readBulkInsert],
  ["CACHE", readCache],
  ["CALL", readProcedureCall],
  ["COPY", readCopy],
  ["CREATE", readCreate],
  ["DECLARE", readDeclare],
  ["DELETE", readDelete],
  ["DESCRIBE", skipRest],
  ["DO", readDo],
  ["DROP", readDrop],
  ["EXCHANGE", readExchange],
  ["EXEC", readExecute],
  ["EXECUTE", readExecute],
  ["EXPORT", readExportData],
  ["GRANT", readGrant],
  ["INSERT", readInsert],
  ["GET", readTransfer],
  ["LET", readDeclaration],
  ["LOAD", readLoad],
  ["MERGE", readMerge],
  ["MSCK", readMaintenance],
  ["OPEN", readOpen],
  ["OPTIMIZE", readMaintenance],
  ["PERFORM", readPerform],
  ["PUT", readTransfer],
  ["REFRESH", readMaintenance],
  ["REMOVE", readRemove],
  ["RENAME", readRename],
  ["REPLACE", readInsert],
  ["RESTORE", readRestore],
  ["RETURN", readReturn],
  ["REVOKE", readGrant],
  ["SET", readSet],
  ["SUMMARIZE", readOneTable],
  ["TRANSFORM", readReturn],
  ["TRUNCATE", readTruncate],
  ["UNDROP", readRestore],
  ["UNLOAD", readUnload],
  ["UPDATE", readUpdate],
  ["UPSERT", readInsert],
  ["USE", readUse],
  ...NOTHING.map((verb): [string, StatementReader] => [verb, skipRest]),
]);
