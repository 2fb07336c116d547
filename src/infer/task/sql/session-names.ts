import { attachedConnection, attachedName, motherDuck } from "../../resource/attached.ts";
import type { Connection } from "../../resource/connection.ts";
import { joinText, patternText, type Text } from "../../resource/text.ts";
import type { SqlDialect, SqlName, SqlSetting } from "../../sql/index.ts";

/** A table name in the database that it belongs to. */
export interface PlacedName {
  readonly name: SqlName;
  readonly connection: Connection;
}

/**
 * The databases of the table names in a SQL text: `USE` and `SET search_path` change them for the statements that
 * follow, `ATTACH` adds databases.
 *
 * @param flow in the names of unknown servers
 * @returns takes names in the order of the text, with the offset of their statement
 */
export function sessionNames(
  settings: readonly SqlSetting[],
  initial: Connection,
  dialect: SqlDialect,
  flow: string,
): (name: SqlName, at: number) => PlacedName {
  if (settings.length === 0) return (name) => ({ name, connection: initial });
  const attached = new Map<string, Connection>();
  let hasMotherDuck = false;
  for (const { kind, name, target, what } of settings) {
    if (kind !== "attach") continue;
    const connection = attachedConnection(target, what || dialect.name, flow);
    if (connection.namespace === "motherduck" && connection.database === undefined) hasMotherDuck = true;
    attached.set(firstPart(name) || attachedName(target).toLowerCase(), connection);
  }
  const attachedAs = (name: SqlName): Connection | undefined => {
    const first = firstPart(name);
    const known = attached.get(first);
    if (known !== undefined || !hasMotherDuck || LOCAL_HOLDERS.has(first)) return known;
    return motherDuck(patternText(name[0]?.fragments ?? []));
  };
  const uses = settings.filter(({ kind }) => kind === "use");
  let current = initial;
  let next = 0;
  return (name, at) => {
    for (let use = uses[next]; use !== undefined && use.span.start < at; use = uses[++next]) {
      const database = attachedAs(use.name);
      const [, schema] = use.name;
      if (database === undefined) current = afterUse(current, initial, use, dialect);
      else current = schema === undefined ? database : { ...database, schema: schema.fragments };
    }
    const database = name.length > 1 ? attachedAs(name) : undefined;
    return database === undefined
      ? { name, connection: current }
      : { name: name.slice(1), connection: database };
  };
}

/** Databases and schemas of DuckDB itself. */
const LOCAL_HOLDERS = new Set(["main", "memory", "temp", "system"]);

/** The connection after `USE`. An unknown schema is left out. */
function afterUse(
  current: Connection,
  initial: Connection,
  { what, name }: SqlSetting,
  dialect: SqlDialect,
): Connection {
  if (initial.local) return initial;
  const { schema: _, ...withoutSchema } = current;
  const last = lastPart(name);
  if (last === undefined) return withoutSchema;
  if (current.levels < 3) return { ...withoutSchema, database: last };
  const isSchema =
    what === "schema" ||
    (what === "database" && dialect.usedSchema) ||
    (what === "" && (name.length > 1 || dialect.usedSchema));
  if (!isSchema) return { ...withoutSchema, database: last };
  const above = name.slice(0, -1).map(({ fragments }) => fragments);
  const [first, ...rest] = above;
  const database = first && rest.reduce((all, part) => joinText(all, ".", part), first);
  return { ...current, schema: last, ...(database && { database }) };
}

function lastPart(name: SqlName): Text | undefined {
  return name.at(-1)?.fragments;
}

function firstPart(name: SqlName): string {
  return patternText(name[0]?.fragments ?? []).toLowerCase();
}
