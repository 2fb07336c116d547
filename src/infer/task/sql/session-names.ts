import { attachedConnection, attachedName, motherDuck } from "../../resource/attached.ts";
import type { Connection } from "../../resource/connection.ts";
import { isConstant, joinText, patternText, type Text } from "../../resource/text.ts";
import type { SqlDialect, SqlName, SqlSetting } from "../../sql/index.ts";

/** A table name in the database that it belongs to. */
export interface PlacedName {
  readonly name: SqlName;
  readonly connection: Connection;
  /** Whether an expression may have selected another database. */
  readonly unsure: boolean;
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
  const memory: Connection = { namespace: dialect.name, levels: 3, local: true };
  const attached = new Map<string, Connection>(
    dialect.use === "attached"
      ? [
          ["memory", memory],
          ["temp", memory],
        ]
      : [],
  );
  let hasMotherDuck = false;
  let unknown = false;
  for (const { kind, name, target, what } of settings) {
    if (kind !== "attach") continue;
    // The file names a database without another name.
    unknown ||= !isConstant(name[0]?.fragments ?? target);
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
  const changes = settings.filter(({ kind }) => kind !== "attach");
  let current = initial;
  let next = 0;
  return (name, at) => {
    for (let use = changes[next]; use !== undefined && use.span.start < at; use = changes[++next]) {
      unknown ||= use.kind === "unknown";
      if (use.kind === "unknown") continue;
      const database = attachedAs(use.name);
      const [, schema] = use.name;
      if (database === undefined) current = afterUse(current, initial, use, dialect);
      else current = schema === undefined ? database : { ...database, schema: schema.fragments };
    }
    const database = name.length > 1 ? attachedAs(name) : undefined;
    const placed =
      database === undefined ? { name, connection: current } : { name: name.slice(1), connection: database };
    return { ...placed, unsure: unknown && mayDepend(name, current, dialect) };
  };
}

/** Whether the database or schema of a name can depend on an unknown statement. */
function mayDepend(name: SqlName, { levels }: Connection, { use }: SqlDialect): boolean {
  return use === "attached" || name.length < (use === "nothing" ? 2 : levels);
}

/** Databases and schemas of DuckDB itself. */
const LOCAL_HOLDERS = new Set(["main", "system"]);

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
    (what === "database" && dialect.use === "schema") ||
    (what === "" && (name.length > 1 || dialect.use === "schema"));
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
