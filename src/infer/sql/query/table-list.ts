import type { SqlName, SqlNamePart } from "../access.ts";
import { cteKey } from "../names/name-key.ts";
import type { Reader, TableItem } from "../reader/reader.ts";
import { isAlias, type QueryScope } from "../reader/scope.ts";

/** A FROM clause that is being read. */
export interface TableList {
  readonly items: TableItem[];
  /** Whether a hole may contain tables or the end of the clause. */
  holed: boolean;
  /** Whether a hole may rename a table. */
  renamed: boolean;
}

export function createTableList(holed = false): TableList {
  return { items: [], holed, renamed: false };
}

/** The names that refer to a table within a query: its alias, or otherwise the last part of its name. */
export function itemKeys(r: Reader, name: SqlName | undefined, alias: SqlNamePart | undefined): string[] {
  const part = alias ?? name?.at(-1);
  return part === undefined ? [] : [cteKey(part, r.dialect)];
}

/** Whether a name is an array in the rows of another table of the query: `FROM t, t.items`. */
export function isArrayOfRows(r: Reader, scope: QueryScope, name: SqlName): boolean {
  const [first] = name;
  if (!r.dialect.correlatedArrays || first === undefined || name.length < 2) return false;
  return isAlias(scope, cteKey(first, r.dialect));
}

/**
 * Drops accesses of inner queries, from `start` on, that are arrays in the rows of this query's tables. `hidden`: a
 * hole may contain tables of the query.
 */
export function dropArraysOfRows(
  r: Reader,
  scope: QueryScope,
  start: number,
  list: TableList | undefined,
  hidden: boolean,
): void {
  const open = hidden || list?.holed === true || list?.renamed === true;
  if (!r.dialect.correlatedArrays || !(open || scope.aliases.size > 0)) return;
  const own = new Set(list?.items.map(({ access }) => access));
  for (let at = start; at < r.statement.accesses.length; at++) {
    const access = r.statement.accesses[at];
    if (access?.resource.kind !== "table" || own.has(at)) continue;
    const [first] = access.resource.name;
    if (first === undefined || access.resource.name.length < 2) continue;
    if (scope.aliases.has(cteKey(first, r.dialect))) access.dropped = true;
    else if (open) access.doubt ??= "an expression may be the first part of its name";
  }
}
