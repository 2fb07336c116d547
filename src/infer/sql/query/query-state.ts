import type { Reader } from "../reader/reader.ts";
import type { QueryScope } from "../reader/scope.ts";
import type { Sources } from "../reader/sources.ts";
import { dropArraysOfRows, type TableList } from "./table-list.ts";

/** The state of the reader within a query. */
export interface QueryState {
  readonly r: Reader;
  readonly scope: QueryScope;
  readonly into: Sources;
  readonly stops: ReadonlySet<string>;
  /** The FROM clause, while the reader is in it. */
  list: TableList | undefined;
  /** Set if a table is expected next. */
  expects: ExpectedTable | undefined;
  /** Whether SELECT or its equivalent was read. */
  selected: boolean;
  /** Whether FROM may follow. */
  from: boolean;
  /** Whether a hole was read since the start of the query, or of the current branch of a set operation. */
  holed: boolean;
  /** Whether a hole may contain the FROM clause. */
  tablesHidden: boolean;
  /** Whether the last thing read is a query in brackets. */
  bracketed: boolean;
  /** The number of open CASE expressions. */
  cases: number;
  /** Whether clauses may come in any order, as they do after `|>` and ARRAY JOIN. */
  anyOrder: boolean;
  /** Whether OUTPUT was read; its INTO names an existing table. */
  output: boolean;
  /** The first access since the last set operator. */
  start: number;
  /** The first FROM clause. */
  tables: TableList | undefined;
  /** Targets of INTO, and of OUTPUT .. INTO. */
  readonly targets: number[];
  readonly outputs: number[];
}

export interface ExpectedTable {
  /** The reason why it may not be a table. */
  readonly doubt?: string | undefined;
  /** Whether it is the whole FROM clause. */
  readonly alone?: boolean;
}

/** Ends one branch of a set operation. Its aliases are not visible in the next branch. */
export function endBranch(q: QueryState): void {
  dropArraysOfRows(q.r, q.scope, q.start, q.list ?? q.tables, q.tablesHidden);
  q.tablesHidden = false;
  q.scope.aliases.clear();
  q.start = q.r.statement.accesses.length;
}
