import type { Reader } from "../reader/reader.ts";
import { addFlow } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { readFileToken } from "./file-token.ts";
import { skipRest } from "./rest.ts";

/** `PUT 'file' @stage` and `GET @stage 'file'` of Snowflake. */
export function readTransfer(r: Reader, scope: QueryScope): readonly number[] {
  const from = readFileToken(r, "read");
  if (from !== undefined) addFlow(r, { accesses: [from], uses: [] }, [readFileToken(r, "write")]);
  return skipRest(r, scope);
}

/** `REMOVE @stage/path` of Snowflake. */
export function readRemove(r: Reader, scope: QueryScope): readonly number[] {
  readFileToken(r, "delete");
  return skipRest(r, scope);
}
