import { ANSI } from "./ansi.ts";
import { BIGQUERY, SPANNER } from "./bigquery.ts";
import { CLICKHOUSE } from "./clickhouse.ts";
import type { SqlDialect } from "./dialect.ts";
import { DUCKDB } from "./duckdb.ts";
import { HANA } from "./hana.ts";
import { AS400, DB2 } from "./ibm.ts";
import { MARIADB, MYSQL } from "./mysql.ts";
import { ORACLE } from "./oracle.ts";
import { ARROW_FLIGHT, CASSANDRA, COUCHBASE, DREMIO, DRUID, PINOT } from "./others.ts";
import { ACTIAN_VECTOR, POSTGRESQL, REDSHIFT, VERTICA } from "./postgres.ts";
import { SNOWFLAKE } from "./snowflake.ts";
import { DATABRICKS, HIVE, IMPALA } from "./spark.ts";
import { SQLITE } from "./sqlite.ts";
import { ACCESS, SQLSERVER, SYBASE } from "./transact.ts";
import { ATHENA, TRINO } from "./trino.ts";

/** Every dialect under the name of the Kestra plugin that speaks it. */
export const SQL_DIALECTS: readonly SqlDialect[] = [
  ACCESS,
  ACTIAN_VECTOR,
  ANSI,
  ARROW_FLIGHT,
  AS400,
  ATHENA,
  BIGQUERY,
  CASSANDRA,
  CLICKHOUSE,
  COUCHBASE,
  DATABRICKS,
  DB2,
  DREMIO,
  DRUID,
  DUCKDB,
  HANA,
  HIVE,
  IMPALA,
  MARIADB,
  MYSQL,
  ORACLE,
  PINOT,
  POSTGRESQL,
  REDSHIFT,
  SNOWFLAKE,
  SPANNER,
  SQLITE,
  SQLSERVER,
  SYBASE,
  TRINO,
  VERTICA,
];

/** Names that other tools use. */
const ALIASES: readonly (readonly [string, SqlDialect])[] = [
  ["postgres", POSTGRESQL],
  ["tsql", SQLSERVER],
  ["mssql", SQLSERVER],
  ["fabric", SQLSERVER],
  ["synapse", SQLSERVER],
  ["spark", DATABRICKS],
  ["sparksql", DATABRICKS],
  ["presto", TRINO],
  ["greenplum", POSTGRESQL],
  ["cockroachdb", POSTGRESQL],
  ["generic", ANSI],
];

const BY_NAME = new Map<string, SqlDialect>([
  ...SQL_DIALECTS.map((dialect): [string, SqlDialect] => [dialect.name, dialect]),
  ...ALIASES,
]);

/** The dialect of that name; undefined for names without one, and for languages that are not SQL. */
export function findDialect(name: string): SqlDialect | undefined {
  return BY_NAME.get(name.toLowerCase());
}
