import { accept, type Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import { skipRest } from "./rest.ts";
import { readTarget, skipIfExists } from "./target.ts";

/** `TRUNCATE [TABLE] a, b`. */
export function readTruncate(r: Reader, scope: QueryScope): readonly number[] {
  if (accept(r, "DATABASE", "ALL") !== undefined) return skipRest(r, scope);
  accept(r, "TABLE");
  skipIfExists(r);
  do {
    accept(r, "ONLY");
    readTarget(r, "truncate");
  } while (accept(r, ",") !== undefined);
  return skipRest(r, scope);
}
