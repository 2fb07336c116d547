import type { Connection } from "../resource/connection.ts";
import { changeText, isConstant, type Text } from "../resource/text.ts";

/** How a database names itself to Kestra's JDBC tasks. */
interface JdbcSystem {
  /** The product name of the driver. Absent: not known. */
  readonly product?: string;
  /** The database that a live query returns, from the connection; undefined: only known at run time. */
  readonly database: (connection: Connection, url: Text | undefined) => Text | undefined;
  /** A text with several statements is sent as one: always in a transaction, or only if the URL allows it. */
  readonly sendsWhole?: "transaction" | "allowMultiQueries";
}

const fromUrl: JdbcSystem["database"] = ({ database }) => database;
const folded: JdbcSystem["database"] = ({ database }) =>
  database === undefined ? undefined : changeText(database, (text) => text.toUpperCase());
const unknown: JdbcSystem["database"] = () => undefined;

/** By the folder of the plugin. Source: `upsertAsset` and the queries for the current database of Kestra's JDBC plugin. */
const SYSTEMS: Readonly<Record<string, JdbcSystem>> = {
  postgresql: { product: "PostgreSQL", database: fromUrl },
  redshift: { database: fromUrl, sendsWhole: "transaction" },
  mysql: { product: "MySQL", database: fromUrl, sendsWhole: "allowMultiQueries" },
  mariadb: { product: "MariaDB", database: fromUrl, sendsWhole: "allowMultiQueries" },
  sqlserver: { product: "Microsoft SQL Server", database: fromUrl },
  snowflake: { product: "Snowflake", database: folded, sendsWhole: "transaction" },
  vertica: { database: fromUrl },
  clickhouse: { product: "ClickHouse", database: fromUrl },
  trino: { product: "Trino", database: fromUrl },
  db2: { database: folded },
  duckdb: { product: "DuckDB", database: duckDb },
  sqlite: { product: "SQLite", database: () => ["main"] },
  oracle: { product: "Oracle", database: unknown },
  sybase: { database: unknown, sendsWhole: "transaction" },
};

const OTHER: JdbcSystem = { database: unknown };

export function jdbcSystem(plugin: string): JdbcSystem {
  return (Object.hasOwn(SYSTEMS, plugin) ? SYSTEMS[plugin] : undefined) ?? OTHER;
}

/** `memory`, or the name of the file without its extension, or the database of MotherDuck. */
function duckDb({ local }: Connection, url: Text | undefined): Text | undefined {
  if (url === undefined) return ["memory"];
  if (!isConstant(url)) return undefined;
  const path = url
    .join("")
    .trim()
    .replace(/^jdbc:duckdb:/i, "")
    .replace(/[?;].*/s, "");
  if (path === "" || path === ":memory:") return ["memory"];
  const name = path.startsWith("md:")
    ? path.slice(3)
    : path.slice(path.lastIndexOf("/") + 1).replace(/(?<=.)\.[^.]*$/, "") || (local ? "memory" : "");
  return name === "" ? undefined : [name];
}
