import type { CatalogueEntry } from "./entry.ts";

/** Databases queried in SQL without JDBC. */
export const WAREHOUSES: readonly CatalogueEntry[] = [
  {
    types: ["aws.athena.Query"],
    system: "awsathena",
    kind: "table",
    dialect: "athena",
    sql: ["query"],
    connection: {
      namespace: "awsathena://athena.{region}.amazonaws.com",
      levels: 3,
      database: "{catalog}",
      schema: "{database}",
    },
    writes: [{ uri: "{outputLocation}", schemes: ["s3"], kind: "file", system: "s3", folder: true }],
  },
  {
    types: ["aws.redshift.Query"],
    system: "redshift",
    kind: "table",
    dialect: "redshift",
    sql: ["sql"],
    connection: { scheme: "redshift", url: "{url}", levels: 3, database: "{database}" },
  },
  {
    types: ["databricks.sql.Query"],
    system: "databricks",
    kind: "table",
    dialect: "databricks",
    sql: ["sql"],
    connection: {
      namespace: "databricks://{host:host}",
      levels: 3,
      database: "{catalog}",
      schema: "{schema}",
    },
  },
  {
    types: ["microsoft.fabric.warehouse.Query"],
    system: "mssql",
    kind: "table",
    dialect: "sqlserver",
    sql: ["sql", "query"],
    connection: { scheme: "mssql", port: 1433, url: "{url}", levels: 3, database: "{database}" },
  },
  {
    types: ["couchbase.Query", "couchbase.Trigger"],
    system: "couchbase",
    kind: "table",
    dialect: "couchbase",
    sql: ["query"],
    connection: { scheme: "couchbase", url: "{connectionString}", levels: 3 },
  },
  {
    types: ["cassandra.*Query", "cassandra.*Trigger"],
    system: "cassandra",
    kind: "table",
    dialect: "cassandra",
    sql: ["cql"],
    connection: {
      namespace: "cassandra://{session.endpoints.hostname}:{session.endpoints.port}",
      levels: 2,
      database: "{session.keyspace}",
    },
  },
  {
    types: ["gcp.spanner.Query", "gcp.spanner.Execute", "gcp.spanner.BatchDml"],
    system: "spanner",
    kind: "table",
    dialect: "spanner",
    sql: ["sql", "statements"],
    connection: {
      namespace: "spanner://{projectId}:{instanceId}",
      levels: 3,
      database: "{databaseId}",
    },
  },
];
