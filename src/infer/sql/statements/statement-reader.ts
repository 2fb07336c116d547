import type { Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";

/** Reads a statement behind its verb. Gives the accesses whose rows the statement stands for in a query. */
export type StatementReader = (r: Reader, scope: QueryScope) => readonly number[];
