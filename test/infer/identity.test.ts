import { describe, expect, test } from "vitest";
import { accessesOf, bundlesOf, flowOf, inferText } from "./inferred.ts";

function idOf(plugin: string, properties: string, sql = "SELECT * FROM t"): string | undefined {
  const [first] = accessesOf(
    `- {id: q, type: io.kestra.plugin.jdbc.${plugin}.Query, ${properties}, sql: '${sql}'}`,
  );
  return first?.replace(/^reads /, "");
}

describe("the connection in an id", () => {
  test.each([
    [
      "postgresql",
      "url: 'jdbc:postgresql://DB.example/shop?user=u&password=p'",
      "postgres://db.example:5432/shop.t",
    ],
    ["postgresql", "url: 'jdbc:postgresql://u:pw@db:6000/shop'", "postgres://db:6000/shop.t"],
    ["mysql", "url: 'jdbc:mysql://db/shop'", "mysql://db:3306/shop.t"],
    ["sqlserver", "url: 'jdbc:sqlserver://db;databaseName=Shop;password=p'", "mssql://db:1433/Shop.t"],
    ["oracle", "url: 'jdbc:oracle:thin:@db:1521/XE'", "oracle://db:1521/XE.t"],
    ["oracle", "url: 'jdbc:oracle:thin:scott/tiger@//db:1521/XE'", "oracle://db:1521/XE.t"],
    ["trino", "url: 'jdbc:trino://db:8080/hive/web'", "trino://db:8080/hive.web.t"],
    ["clickhouse", "url: 'jdbc:clickhouse://db'", "clickhouse://db:8123/default.t"],
    [
      "snowflake",
      "url: 'jdbc:snowflake://org-acct.snowflakecomputing.com/?warehouse=w', database: D, schema: S",
      "snowflake://org-acct/D.S.t",
    ],
    ["duckdb", "url: 'jdbc:duckdb:md:lake?motherduck_token=t0ken'", "motherduck/lake.t"],
    ["sqlite", "url: 'jdbc:sqlite:/data/shop.db'", "sqlite:///data/shop.db/t"],
  ])(
    "given %s {%s}, when inferred, then its reads and writes have these ids",
    (plugin, properties, expected) => {
      expect(idOf(plugin, properties)).toBe(expected);
    },
  );

  test("given two flows with the same secret, when inferred, then they share a server and no secret name appears", () => {
    const url = "url: \"{{ secret('DWH_URL') }}\"";
    const one = idOf("postgresql", url);
    expect(one).toMatch(/^postgres:\/\/~[0-9a-f]{8}\/t$/);
    expect(idOf("postgresql", url, "SELECT 1 FROM t")).toBe(one);
    expect(idOf("postgresql", "url: \"{{ secret('OTHER_URL') }}\"")).not.toBe(one);
  });

  test("given servers known to one flow each, when inferred, then they are different servers", () => {
    const task = "- {id: q, type: io.kestra.plugin.jdbc.mysql.Query, sql: SELECT * FROM t}";
    const idIn = (text: string) => bundlesOf(inferText(text))[0]?.inputs[0]?.id;
    const [one, other] = [flowOf(task), flowOf(task).replace("id: etl", "id: other")].map(idIn);
    expect(one).not.toBe(other);
  });

  test("given an incomplete name, when inferred, then the connection completes it without a default schema", () => {
    const url = "url: 'jdbc:postgresql://db/shop'";
    expect(idOf("postgresql", url, "SELECT * FROM public.t")).toBe("postgres://db:5432/shop.public.t");
    expect(idOf("postgresql", url, "SELECT * FROM other.public.t")).toBe("postgres://db:5432/other.public.t");
  });

  test("given names that differ in case, when inferred, then unquoted ones are tied and quoted ones are not", () => {
    const ties = (sql: string) =>
      inferText(
        flowOf(
          `- {id: q, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://db/d', sql: '${sql}'}`,
        ),
      ).flows[0]?.ties?.map(({ ids, reason }) => [...ids, reason]);
    expect(ties("SELECT * FROM Orders")).toEqual([
      ["postgres://db:5432/d.Orders", "postgres://db:5432/d.orders", "case"],
    ]);
    expect(ties('SELECT * FROM "Orders"')).toBeUndefined();
  });

  test.each([1, 9])(
    "given a task with one declaration and SQL that writes %i tables, when inferred, then the table of this name is tied",
    (tables) => {
      const writes = ["orders", ...Array.from({ length: tables - 1 }, (_, table) => `t${table}`)];
      const parts = inferText(
        flowOf(`
- id: q
  type: io.kestra.plugin.jdbc.postgresql.Queries
  url: jdbc:postgresql://db/d
  sql: ${writes.map((table) => `INSERT INTO mart.${table} SELECT * FROM raw.orders`).join("; ")}
  assets: {outputs: [{id: d.mart.orders}]}`),
      );
      expect(parts.flows[0]?.ties).toMatchObject([
        { ids: ["d.mart.orders", "postgres://db:5432/d.mart.orders"], reason: "task", task: "q" },
      ]);
    },
  );
});
