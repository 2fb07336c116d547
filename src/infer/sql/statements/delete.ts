import type { SqlNamePart } from "../access.ts";
import { cteKey } from "../names/name-key.ts";
import { type NameRead, readName } from "../names/read-name.ts";
import { opensGroup } from "../query/group.ts";
import { accept, markUnexpected, type Reader, sees, type TableItem } from "../reader/reader.ts";
import { addFlow, recordTarget } from "../reader/record.ts";
import type { QueryScope } from "../reader/scope.ts";
import { createSources, type Sources } from "../reader/sources.ts";
import { aliasDoubt, bindTarget } from "./alias-target.ts";
import { skipTop } from "./rest.ts";
import { changeRead, changeUnderlying } from "./target.ts";

const MODIFIERS = ["LOW_PRIORITY", "QUICK", "IGNORE"];
const AFTER_TABLES = new Set(["USING", "FROM", "WHERE", "OUTPUT", "RETURNING", "ORDER", "LIMIT"]);

/** `DELETE FROM t ..`, and the forms with tables before FROM or after USING. */
export function readDelete(r: Reader, scope: QueryScope): readonly number[] {
  while (accept(r, ...MODIFIERS) !== undefined);
  skipTop(r, scope);
  const sources = createSources();
  const targets =
    accept(r, "FROM") === undefined ? readNames(r, scope, sources) : readFrom(r, scope, sources);
  const { outputs } = r.grammar.query(r, scope, sources, { start: "rest", from: true });
  addFlow(r, { accesses: targets, uses: [] }, outputs);
  return targets;
}

/** The text after `DELETE FROM`: the tables, and further tables after USING or a second FROM. */
function readFrom(r: Reader, scope: QueryScope, sources: Sources): number[] {
  const { tables } = r.grammar.query(r, scope, sources, { start: "tables", stops: AFTER_TABLES });
  const from = readOthers(r, scope, sources, "USING", "FROM");
  return tables.flatMap((table) => targetsOf(r, table, from));
}

function readOthers(
  r: Reader,
  scope: QueryScope,
  sources: Sources,
  ...words: readonly string[]
): readonly TableItem[] {
  if (accept(r, ...words) === undefined) return [];
  return r.grammar.query(r, scope, sources, { start: "tables", stops: AFTER_TABLES }).tables;
}

function targetsOf(r: Reader, table: TableItem, from: readonly TableItem[]): number[] {
  const bound = bindTarget(r, table, from, "delete");
  if (bound !== undefined) return bound;
  if (table.access !== undefined) return [changeRead(r, table.access, "delete", aliasDoubt(r, table.access))];
  const changed = changeUnderlying(r, table.sources, "delete");
  return changed === undefined ? [] : [changed];
}

/** The text after DELETE without FROM: tables, `*`, or in Cassandra columns, optionally followed by FROM. */
function readNames(r: Reader, scope: QueryScope, sources: Sources): number[] {
  const names: NameRead[] = [];
  do {
    const named = sees(r, "WHERE") ? undefined : readName(r);
    if (named !== undefined) names.push(named);
    if (accept(r, ".", "*") !== undefined) accept(r, "*");
    // `column['key']` of Cassandra.
    if (opensGroup(r.tokens.peek().upper)) r.grammar.group(r, scope, createSources());
  } while (accept(r, ",") !== undefined);
  if (!sees(r, "FROM")) {
    if (r.dialect.name !== "cassandra") return names.flatMap((named) => standalone(r, named));
    markUnexpected(r, r.tokens.peek(), "expected FROM");
    return [];
  }
  const from = readOthers(r, scope, sources, "FROM");
  if (names.length === 0 || r.dialect.name === "cassandra")
    return from.slice(0, 1).flatMap((item) => targetsOf(r, item, []));
  return names.flatMap((named) => {
    const target: TableItem = { keys: [keyOf(r, named)], access: undefined, sources: createSources() };
    return namedTarget(r, named, target, from);
  });
}

function namedTarget(r: Reader, named: NameRead, target: TableItem, from: readonly TableItem[]): number[] {
  const access = standalone(r, named);
  const item = { ...target, access: access[0] };
  return bindTarget(r, item, from, "delete") ?? access;
}

function standalone(r: Reader, named: NameRead): number[] {
  const access = recordTarget(r, "delete", named);
  return access === undefined ? [] : [changeRead(r, access, "delete", aliasDoubt(r, access))];
}

function keyOf(r: Reader, { name }: NameRead): string {
  return cteKey(name.at(-1) as SqlNamePart, r.dialect);
}
