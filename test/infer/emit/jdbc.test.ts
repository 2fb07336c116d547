import { describe, expect, it } from "vitest";
import { inferText } from "../inferred.ts";

/** The ids emitted by a JDBC task with `enableAuto: true`, and its gaps. */
function emitted(plugin: string, task: string, sql: string, properties: readonly string[] = []) {
  const lines = [
    "id: etl",
    "namespace: co.data",
    "tasks:",
    "  - id: create",
    `    type: io.kestra.plugin.jdbc.${plugin}.${task}`,
    ...properties.map((property) => `    ${property}`),
    `    sql: ${JSON.stringify(sql)}`,
    "    assets:",
    "      enableAuto: true",
  ];
  const { flows } = inferText(lines.join("\n"));
  const bundles = flows.flatMap((flow) => flow.bundles).filter(({ origin }) => origin === undefined);
  const gaps = flows.flatMap((flow) => flow.gaps).filter(({ kind }) => kind === "auto");
  expect(bundles.flatMap(({ inputs }) => inputs)).toEqual([]);
  return {
    ids: bundles.flatMap(({ outputs }) => outputs.map(({ id }) => id)),
    metadata: bundles.flatMap(({ outputs }) => outputs.map(({ claim }) => claim.metadata)),
    types: bundles.flatMap(({ outputs }) => outputs.map(({ claim }) => claim.type)),
    gaps: gaps.map(({ message }) => message),
  };
}

const POSTGRES = ["url: jdbc:postgresql://dwh:5432/shop"];

// Source of the expected ids: Kestra's AbstractJdbcBaseQuery.
describe("given a Query of PostgreSQL with enableAuto", () => {
  const cases: readonly (readonly [sql: string, ids: readonly string[]])[] = [
    ["CREATE TABLE orders (id int)", ["shop.orders"]],
    ["create table orders (id int)", ["shop.orders"]],
    ["  CREATE   TABLE\n orders (id int)", ["shop.orders"]],
    ["CREATE TABLE IF NOT EXISTS sales.orders (id int)", ["shop.orders"]],
    ["CREATE TABLE orders AS SELECT * FROM raw.orders", ["shop.orders"]],
    ["CREATE TEMPORARY TABLE orders (id int)", ["shop.orders"]],
    ['CREATE TABLE "sales"."Orders" (id int)', ["shop.Orders"]],
    ['CREATE TABLE "My Table" (id int)', ["shop.My"]],
    ["CREATE TABLE a-b (id int)", ["shop.a"]],
    ["CREATE TABLE a$b (id int)", ["shop.a"]],
    ["CREATE TABLE `orders` (id int)", ["shop.orders"]],
    ["CREATE TABLE [dbo].[orders] (id int)", ["shop.orders"]],
    ["CREATE TEMP TABLE orders (id int)", []],
    ["CREATE OR REPLACE TABLE orders (id int)", []],
    ["CREATE EXTERNAL TABLE orders (id int)", []],
    ["CREATE TRANSIENT TABLE orders (id int)", []],
    ["CREATE UNLOGGED TABLE orders (id int)", []],
    ["CREATE VIEW orders AS SELECT 1", []],
    ["CREATE MATERIALIZED VIEW orders AS SELECT 1", []],
    ["-- daily\nCREATE TABLE orders (id int)", []],
    ["/* daily */ CREATE TABLE orders (id int)", []],
    ["INSERT INTO orders SELECT * FROM raw.orders", []],
    ["MERGE INTO orders USING raw.orders r ON true WHEN MATCHED THEN DO NOTHING", []],
    ["SELECT 1", []],
    ["DROP TABLE orders", []],
  ];
  it.each(cases)("when its text is %j, then it emits %j", (sql, ids) => {
    expect(emitted("postgresql", "Query", sql, POSTGRES)).toMatchObject({ ids, gaps: [] });
  });

  it("when it creates a table, then the asset has Kestra's type and metadata", () => {
    const { types, metadata } = emitted(
      "postgresql",
      "Query",
      "CREATE TABLE public.orders (id int)",
      POSTGRES,
    );
    expect(types).toEqual(["io.kestra.plugin.ee.assets.Table"]);
    expect(metadata).toEqual([{ system: "PostgreSQL", database: "shop", name: "orders" }]);
  });

  it("when the name has an unknown part, then it emits a pattern", () => {
    const sql = "CREATE TABLE orders_{{ execution.id }} (id int)";
    expect(emitted("postgresql", "Query", sql, POSTGRES)).toMatchObject({ ids: ["shop.orders_*"], gaps: [] });
  });

  it("when an expression decides what is created, then the gap stays and says why", () => {
    expect(emitted("postgresql", "Query", "{{ outputs.read.value }}", POSTGRES)).toMatchObject({
      ids: [],
      gaps: [
        'the task "create" may emit more assets at run time ("enableAuto"): an expression decides what is created',
      ],
    });
  });
});

describe("given Queries with enableAuto", () => {
  const TWO = "CREATE TABLE a (id int); INSERT INTO x VALUES (';'); CREATE TABLE b (id int);";
  const cases: readonly (readonly [
    plugin: string,
    properties: readonly string[],
    sql: string,
    ids: readonly string[],
  ])[] = [
    ["postgresql", POSTGRES, TWO, ["shop.a", "shop.b"]],
    ["postgresql", POSTGRES, "-- first\nCREATE TABLE a (id int); CREATE TABLE b (id int)", ["shop.b"]],
    ["snowflake", ["url: jdbc:snowflake://acme.snowflakecomputing.com", "database: dwh"], TWO, ["DWH.a"]],
    [
      "snowflake",
      ["url: jdbc:snowflake://acme.snowflakecomputing.com", "database: dwh"],
      `SELECT 1; ${TWO}`,
      [],
    ],
    [
      "snowflake",
      ["url: jdbc:snowflake://acme.snowflakecomputing.com", "database: dwh", "transaction: false"],
      `SELECT 1; ${TWO}`,
      ["DWH.a", "DWH.b"],
    ],
    ["redshift", ["url: jdbc:redshift://dwh:5439/shop"], `SELECT 1; ${TWO}`, []],
    ["sybase", ["url: jdbc:sybase:Tds:db:5000/shop"], TWO, ["*.a"]],
    ["sybase", ["url: jdbc:sybase:Tds:db:5000/shop"], `SELECT 1; ${TWO}`, []],
    ["mysql", ["url: jdbc:mysql://db:3306/shop"], TWO, ["shop.a", "shop.b"]],
    ["mysql", ["url: jdbc:mysql://db:3306/shop?allowMultiQueries=true"], TWO, ["shop.a"]],
    ["mariadb", ["url: jdbc:mariadb://db:3306/shop?allowMultiQueries=true"], `SELECT 1; ${TWO}`, []],
  ];
  it.each(cases)(
    "when it is of %s with %j and the text %j, then it emits %j",
    (plugin, properties, sql, ids) => {
      expect(emitted(plugin, "Queries", sql, properties)).toMatchObject({ ids, gaps: [] });
    },
  );
});

describe("given the database of a URL", () => {
  const CREATE = "CREATE TABLE orders (id int)";
  const cases: readonly (readonly [plugin: string, properties: readonly string[], ids: readonly string[]])[] =
    [
      ["mysql", ["url: jdbc:mysql://db:3306/shop?useSSL=false"], ["shop.orders"]],
      ["sqlserver", ["url: jdbc:sqlserver://db:1433;databaseName=shop;encrypt=false"], ["shop.orders"]],
      ["sqlite", ["url: jdbc:sqlite:/data/shop.db"], ["main.orders"]],
      ["duckdb", ["url: 'jdbc:duckdb:'"], ["memory.orders"]],
      ["duckdb", [], ["memory.orders"]],
      ["duckdb", ["url: jdbc:duckdb:/data/shop.db"], ["shop.orders"]],
      ["duckdb", ["url: jdbc:duckdb:md:shop"], ["shop.orders"]],
      ["clickhouse", ["url: jdbc:clickhouse://db:8123/"], ["default.orders"]],
      ["trino", ["url: jdbc:trino://db:8080/lake/sales"], ["lake.orders"]],
      ["mariadb", ["url: jdbc:mariadb://db:3306/shop"], ["shop.orders"]],
      ["vertica", ["url: jdbc:vertica://db:5433/shop"], ["shop.orders"]],
      ["db2", ["url: jdbc:db2://db:50000/shop"], ["SHOP.orders"]],
      // The schema depends on the server.
      ["hana", ["url: jdbc:sap://db:30015/?databaseName=HXE"], ["*.orders"]],
      ["pinot", ["url: jdbc:pinot://db:9000"], ["*.orders"]],
      ["arrowflight", ["url: jdbc:arrow-flight-sql://db:31010"], ["*.orders"]],
      ["oracle", ["url: jdbc:oracle:thin:@db:1521/XEPDB1"], ["*.orders"]],
      ["druid", ["url: jdbc:avatica:remote:url=http://db:8888/druid/v2/sql/avatica/"], ["*.orders"]],
      ["postgresql", [`url: "{{ secret('URL') }}"`], ["*.orders"]],
    ];
  it.each(cases)("when %s has %j, then it emits %j", (plugin, properties, ids) => {
    expect(emitted(plugin, "Query", CREATE, properties)).toMatchObject({ ids, gaps: [] });
  });
});

describe("given the product of a plugin", () => {
  it.each([
    ["postgresql", "PostgreSQL"],
    ["sqlserver", "Microsoft SQL Server"],
    ["duckdb", "DuckDB"],
  ])("when %s creates a table, then the metadata has the system %s", (plugin, system) => {
    expect(emitted(plugin, "Query", "CREATE TABLE orders (id int)").metadata).toMatchObject([{ system }]);
  });
});

describe("given tasks and settings that emit nothing", () => {
  it.each(["Batch", "CopyIn", "CopyOut", "Trigger"])("when it is a %s, then nothing is emitted", (task) => {
    expect(emitted("postgresql", task, "CREATE TABLE orders (id int)", POSTGRES).ids).toEqual([]);
  });

  it("when a Batch creates nothing by itself, then the gap stays", () => {
    const parts = inferText(`
id: etl
namespace: co.data
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Batch
    url: jdbc:postgresql://dwh:5432/shop
    sql: INSERT INTO orders VALUES (?)
    assets:
      enableAuto: true
`);
    expect(parts.flows[0]?.bundles.filter(({ origin }) => origin === undefined)).toEqual([]);
  });

  it("when enableAuto is false, then nothing is emitted", () => {
    const parts = inferText(`
id: etl
namespace: co.data
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://dwh:5432/shop
    sql: CREATE TABLE orders (id int)
    assets:
      enableAuto: false
`);
    expect(parts.flows[0]?.bundles.filter(({ origin }) => origin === undefined)).toEqual([]);
  });

  it("when afterSQL creates a table, then it is not emitted", () => {
    const { ids } = emitted("postgresql", "Query", "SELECT 1", [
      ...POSTGRES,
      "afterSQL: CREATE TABLE orders (id int)",
    ]);
    expect(ids).toEqual([]);
  });
});

describe("given a task that emits a table of its SQL", () => {
  it("when its SQL names the table in full, then both names are tied", () => {
    const parts = inferText(`
id: etl
namespace: co.data
tasks:
  - id: load
    type: io.kestra.plugin.jdbc.postgresql.Query
    url: jdbc:postgresql://dwh:5432/shop
    sql: CREATE TABLE public.orders AS SELECT * FROM raw.orders
    assets:
      enableAuto: true
`);
    expect(parts.flows[0]?.ties?.map(({ ids }) => ids)).toEqual([
      ["postgres://dwh:5432/shop.public.orders", "shop.orders"],
    ]);
  });
});
