import type { SqlAccessKind } from "../access.ts";
import { nameKey } from "../names/name-key.ts";
import type { Reader, TableItem } from "../reader/reader.ts";
import { changeRead, changeUnderlying } from "./target.ts";

/**
 * The table of the FROM clause that the target of a statement refers to: `UPDATE f SET .. FROM facts f` changes
 * `facts`. Undefined if the target is itself a table.
 */
export function bindTarget(
  r: Reader,
  target: TableItem,
  from: readonly TableItem[],
  kind: SqlAccessKind,
): number[] | undefined {
  const item = r.dialect.aliasTargets ? from.find((candidate) => means(r, target, candidate)) : undefined;
  if (item === undefined) return undefined;
  const draft = target.access === undefined ? undefined : r.statement.accesses[target.access];
  if (draft !== undefined) draft.dropped = true;
  const access =
    item.access === undefined ? changeUnderlying(r, item.sources, kind) : changeRead(r, item.access, kind);
  return access === undefined ? [] : [access];
}

function means(r: Reader, target: TableItem, item: TableItem): boolean {
  if (!target.keys.some((key) => item.keys.includes(key))) return false;
  const named = nameOf(r, target);
  const itemName = nameOf(r, item);
  if (named === undefined || named.length === 1) return true;
  return itemName !== undefined && nameKey(named, r.dialect) === nameKey(itemName, r.dialect);
}

function nameOf(r: Reader, { access }: TableItem) {
  const resource = access === undefined ? undefined : r.statement.accesses[access]?.resource;
  return resource?.kind === "table" ? resource.name : undefined;
}

/** The reason why a target with one part may be the alias of a table hidden in a hole. */
export function aliasDoubt(r: Reader, access: number): string | undefined {
  const resource = r.statement.accesses[access]?.resource;
  const bare = resource?.kind === "table" && resource.name.length === 1;
  const holed = r.statement.holed || r.tokens.peek().holed === true;
  if (!r.dialect.aliasTargets || !holed || !bare) return undefined;
  return "an expression after it may be a table with this alias";
}
