import { pushAll } from "../../../util/push-all.ts";
import {
  accept,
  acceptAll,
  addGap,
  doubtStatement,
  doubtTables,
  type Reader,
  sees,
} from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { readFileOptions } from "./file-options.ts";
import { readFileToken } from "./file-token.ts";
import { atEnd, skipOne, skipRest } from "./rest.ts";
import { readTarget } from "./target.ts";

/** `LOAD DATA [LOCAL] INFILE 'f' INTO TABLE t` of MySQL, INPATH of Hive, `LOAD DATA INTO t FROM FILES (..)` of BigQuery. */
export function readLoad(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "DATA", "XML") === undefined) {
    // DuckDB and PostgreSQL load extensions, DB2 `LOAD FROM file`.
    const { start, end, holed } = r.tokens.peek();
    if (holed === true) doubtTables(r);
    if (sees(r, "FROM")) addGap(r, "unexpected", "LOAD FROM is not supported", start, end);
    return skipRest(r, scope);
  }
  const files: number[] = [];
  const targets: (number | undefined)[] = [];
  while (!atEnd(r)) {
    if (accept(r, "INFILE", "INPATH") !== undefined) pushAll(files, [readFileToken(r, "read") ?? []].flat());
    else if (acceptAll(r, "FROM", "FILES"))
      pushAll(files, sees(r, "(") ? readFileOptions(r, scope, "read") : []);
    else if (targets.length === 0 && accept(r, "INTO", "OVERWRITE") !== undefined) targets.push(readInto(r));
    else skipOne(r, scope);
  }
  if (targets.length === 0 && r.statement.holed) doubtTables(r);
  addFlow(r, { accesses: files, uses: [] }, targets);
  return [];
}

function readInto(r: Reader): number | undefined {
  accept(r, "INTO");
  const temporary = accept(r, "TEMP", "TEMPORARY") !== undefined;
  // The hole may be TEMP, with or without the name.
  if (r.tokens.peek().holed === true) doubtTables(r);
  if (r.tokens.peek().holed === true && r.tokens.peek(1).upper === "TABLE") {
    doubtStatement(r, "an expression precedes the table name");
    r.tokens.next();
  }
  accept(r, "TABLE");
  return readTarget(r, "write", temporary);
}

/** `BULK INSERT t FROM 'file'` of Transact-SQL. */
export function readBulkInsert(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "INSERT") === undefined) return skipRest(r, scope);
  const target = readTarget(r, "write");
  const file = accept(r, "FROM") === undefined ? undefined : readFileToken(r, "read");
  addFlow(r, { accesses: file === undefined ? [] : [file], uses: [] }, [target]);
  return skipRest(r, scope);
}
