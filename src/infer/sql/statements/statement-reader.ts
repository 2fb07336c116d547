import type { Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";

/** Reads a statement after its verb. Returns the accesses whose rows a query reads through the statement. */
export type StatementReader = (r: Reader, scope: QueryScope) => readonly number[];
