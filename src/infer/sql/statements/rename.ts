import { accept, type Reader } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { skipRest } from "./rest.ts";
import { readTarget, skipIfExists } from "./target.ts";

/** `RENAME [TABLE] a TO b, ..`. */
export function readRename(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "DATABASE", "USER", "DICTIONARY", "COLUMN", "INDEX") !== undefined) return skipRest(r, scope);
  accept(r, "TABLE", "TABLES", "VIEW");
  skipIfExists(r);
  do {
    const from = readTarget(r, "alter");
    if (accept(r, "TO") === undefined) break;
    const to = readTarget(r, "alter");
    addFlow(r, { accesses: from === undefined ? [] : [from], uses: [] }, [to]);
  } while (accept(r, ",") !== undefined);
  return skipRest(r, scope);
}

/** `EXCHANGE TABLES a AND b` of ClickHouse. */
export function readExchange(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "TABLES") === undefined) return skipRest(r, scope);
  const first = readTarget(r, "alter");
  const second = accept(r, "AND") === undefined ? undefined : readTarget(r, "alter");
  addFlow(r, { accesses: first === undefined ? [] : [first], uses: [] }, [second]);
  addFlow(r, { accesses: second === undefined ? [] : [second], uses: [] }, [first]);
  return skipRest(r, scope);
}
