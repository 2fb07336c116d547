import type { CatalogueEntry, ConnectionRule } from "./entry.ts";

/**
 * Databases with a JDBC URL. Their namespaces follow OpenLineage's dataset naming, or otherwise the scheme of the URL.
 */
const DATABASES: readonly {
  readonly plugin: string;
  readonly dialect?: string;
  readonly rule: ConnectionRule;
}[] = [
  { plugin: "postgresql", rule: { scheme: "postgres", port: 5432, levels: 3 } },
  { plugin: "mysql", rule: { scheme: "mysql", port: 3306, levels: 2 } },
  { plugin: "mariadb", rule: { scheme: "mariadb", port: 3306, levels: 2 } },
  { plugin: "redshift", rule: { scheme: "redshift", port: 5439, levels: 3 } },
  { plugin: "sqlserver", rule: { scheme: "mssql", port: 1433, levels: 3 } },
  { plugin: "oracle", rule: { scheme: "oracle", port: 1521, levels: 3 } },
  { plugin: "trino", rule: { scheme: "trino", port: 8080, levels: 3 } },
  { plugin: "clickhouse", rule: { scheme: "clickhouse", port: 8123, levels: 2 } },
  { plugin: "vertica", rule: { scheme: "vertica", port: 5433, levels: 3 } },
  { plugin: "db2", rule: { scheme: "db2", port: 50000, levels: 3 } },
  { plugin: "as400", rule: { scheme: "as400", levels: 2 } },
  { plugin: "hana", rule: { scheme: "hana", levels: 3 } },
  { plugin: "sybase", rule: { scheme: "sybase", levels: 3 } },
  { plugin: "druid", rule: { scheme: "druid", levels: 2 } },
  { plugin: "pinot", rule: { scheme: "pinot", levels: 2 } },
  { plugin: "dremio", rule: { scheme: "dremio", levels: 9 } },
  { plugin: "arrowflight", rule: { scheme: "arrowflight", levels: 3 } },
  { plugin: "actianvector", rule: { scheme: "actianvector", levels: 3 } },
  { plugin: "duckdb", rule: { scheme: "duckdb", levels: 3, local: "duckdb" } },
  { plugin: "sqlite", rule: { scheme: "sqlite", levels: 2, local: "sqlite" } },
  { plugin: "access", rule: { scheme: "access", levels: 1, local: "access" } },
  {
    plugin: "snowflake",
    rule: { scheme: "snowflake", levels: 3, database: "{database}", schema: "{schema}" },
  },
];

export const SQL_DATABASES: readonly CatalogueEntry[] = [
  ...DATABASES.flatMap(({ plugin, dialect = plugin, rule }): CatalogueEntry[] => {
    const connection: ConnectionRule = { ...rule, url: "{url}" };
    const common = { system: rule.scheme ?? plugin, kind: "table", dialect, connection } as const;
    return [
      {
        ...common,
        types: [`jdbc.${plugin}.Query`, `jdbc.${plugin}.Queries`, `jdbc.${plugin}.Trigger`],
        sql: ["sql", "afterSQL"],
      },
      {
        ...common,
        types: [`jdbc.${plugin}.Batch`, `jdbc.${plugin}.BulkInsert`],
        sql: ["sql"],
        writes: [{ table: "{table}" }],
      },
    ];
  }),
  {
    types: ["jdbc.postgresql.CopyIn"],
    system: "postgres",
    kind: "table",
    dialect: "postgresql",
    connection: { scheme: "postgres", port: 5432, levels: 3, url: "{url}" },
    writes: [{ table: "{table}" }],
  },
  {
    types: ["jdbc.postgresql.CopyOut"],
    system: "postgres",
    kind: "table",
    dialect: "postgresql",
    connection: { scheme: "postgres", port: 5432, levels: 3, url: "{url}" },
    sql: ["sql"],
    reads: [{ table: "{table}" }],
  },
  {
    types: ["jdbc.snowflake.SnowflakeCLI"],
    system: "snowflake",
    opaque: "the commands can contain any SQL",
  },
];
