import type { Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { dropArraysOfRows, type TableList } from "./table-list.ts";

/** Where in a query the reader is. */
export interface QueryState {
  readonly r: Reader;
  readonly scope: QueryScope;
  readonly into: Sources;
  readonly stops: ReadonlySet<string>;
  /** The FROM clause, while the reader is in it. */
  list: TableList | undefined;
  /** Set when a table comes next. */
  expects: ExpectedTable | undefined;
  /** Whether SELECT or what stands for it was read. */
  selected: boolean;
  /** Whether FROM may come. */
  from: boolean;
  /** Whether a hole was read since the query, or the last of several, began. */
  holed: boolean;
  /** Whether a hole may hold the FROM clause. */
  tablesHidden: boolean;
  /** Whether a query in brackets was read last. */
  bracketed: boolean;
  /** How many CASE are open. */
  cases: number;
  /** Whether clauses come in any order: behind `|>` and ARRAY JOIN. */
  anyOrder: boolean;
  /** Whether OUTPUT was read, whose INTO names a table that exists. */
  output: boolean;
  /** The first access since the last set operator. */
  start: number;
  /** The first FROM clause. */
  tables: TableList | undefined;
  /** What INTO names, and what INTO behind OUTPUT does. */
  readonly targets: number[];
  readonly outputs: number[];
}

export interface ExpectedTable {
  /** Why it may be none. */
  readonly doubt?: string | undefined;
  /** Whether it stands for the whole FROM clause. */
  readonly alone?: boolean;
}

/** Ends one of several queries that are combined: its aliases mean nothing in the next. */
export function endBranch(q: QueryState): void {
  dropArraysOfRows(q.r, q.scope, q.start, q.list ?? q.tables, q.tablesHidden);
  q.tablesHidden = false;
  q.scope.aliases.clear();
  q.start = q.r.statement.accesses.length;
}
