import { readName } from "../names/read-name.ts";
import { accept, doubtStatement, type Reader } from "../reader/reader.ts";
import { recordTarget } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { atEnd, skipRest } from "./rest.ts";
import { skipIfExists } from "./target.ts";

/** Words before TABLE or VIEW. */
const KINDS = new Set([
  "MATERIALIZED",
  "EXTERNAL",
  "FOREIGN",
  "DYNAMIC",
  "TEMPORARY",
  "TEMP",
  "SNAPSHOT",
  "ICEBERG",
  "HYBRID",
  "EVENT",
  "STREAMING",
  "LIVE",
]);

/** `DROP .. TABLE a, b` and `DROP .. VIEW a`. */
export function readDrop(r: Reader, scope: QueryScope): readonly number[] {
  let temporary = false;
  for (;;) {
    const { kind, upper } = r.tokens.peek();
    if (kind === "hole") doubtStatement(r, "an expression precedes the table name");
    else if (!KINDS.has(upper)) break;
    temporary ||= upper === "TEMPORARY" || upper === "TEMP";
    r.tokens.next();
  }
  if (accept(r, "TABLE", "VIEW") === undefined || r.tokens.peek().upper === "FUNCTION")
    return skipRest(r, scope);
  skipIfExists(r);
  do {
    const named = readName(r);
    if (named === undefined) break;
    const { temporaries } = r.session;
    if (temporary) temporaries.add(named.name);
    const index = recordTarget(r, "drop", named);
    temporaries.remove(named.name, index === undefined ? undefined : r.statement.accesses[index]);
  } while (!atEnd(r) && accept(r, ",") !== undefined);
  return skipRest(r, scope);
}
