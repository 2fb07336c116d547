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

/** All dialects, named after their Kestra plugins. */
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

/** Names used by other tools. */
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

/** The dialect with this name. Undefined for unknown names and for languages other than SQL. */
export function findDialect(name: string): SqlDialect | undefined {
  return BY_NAME.get(name.toLowerCase());
}
