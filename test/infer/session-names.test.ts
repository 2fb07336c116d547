import { describe, expect, test } from "vitest";
import { accessesOf, flowOf, inferredLines, inferText } from "./inferred.ts";

function accesses(plugin: string, url: string, sql: string): string[] {
  const properties = url === "" ? "" : `, url: '${url}'`;
  return accessesOf(
    `- {id: t, type: io.kestra.plugin.jdbc.${plugin}.Queries${properties}, sql: ${JSON.stringify(sql)}}`,
  );
}

describe("statements that change the database or schema", () => {
  test.each([
    [
      "snowflake",
      "jdbc:snowflake://acme.snowflakecomputing.com/?db=RAW&schema=PUBLIC",
      "SELECT * FROM a; USE DATABASE D; SELECT * FROM s.b; USE SCHEMA S; SELECT * FROM c; USE E.F; SELECT * FROM d; USE ROLE r; SELECT * FROM e; USE G; SELECT * FROM f",
      ["RAW.PUBLIC.a", "D.s.b", "D.S.c", "E.F.d", "E.F.e", "G.f"].map((name) => `snowflake://acme/${name}`),
    ],
    [
      "mysql",
      "jdbc:mysql://h/d",
      "USE e; SELECT * FROM a; SELECT * FROM f.b",
      ["mysql://h:3306/e.a", "mysql://h:3306/f.b"],
    ],
    ["clickhouse", "jdbc:clickhouse://h/d", "USE e; SELECT * FROM a", ["clickhouse://h:8123/e.a"]],
    [
      "sqlserver",
      "jdbc:sqlserver://h;databaseName=d",
      "USE e\nSELECT * FROM dbo.a",
      ["mssql://h:1433/e.dbo.a"],
    ],
    [
      "trino",
      "jdbc:trino://h:8080/c/s",
      "USE t; SELECT * FROM a; USE d.u; SELECT * FROM b",
      ["trino://h:8080/c.t.a", "trino://h:8080/d.u.b"],
    ],
    [
      "postgresql",
      "jdbc:postgresql://h/d?currentSchema=x",
      "SELECT * FROM a; SET search_path TO s; SELECT * FROM b; SET search_path = s, public; SELECT * FROM c; SET search_path TO DEFAULT; SELECT * FROM e",
      ["d.x.a", "d.s.b", "d.c", "d.e"].map((name) => `postgres://h:5432/${name}`),
    ],
    [
      "oracle",
      "jdbc:oracle:thin:@h:1521:svc",
      "ALTER SESSION SET CURRENT_SCHEMA = s; SELECT * FROM a",
      ["oracle://h:1521/svc.s.a"],
    ],
    ["duckdb", "jdbc:duckdb:md:d", "USE e; SELECT * FROM a", ["motherduck/e.a"]],
  ])("given %s %s and %j, when inferred, then later names belong to them", (plugin, url, sql, expected) => {
    expect(accesses(plugin, url, sql)).toEqual(expected.map((id) => `reads ${id}`));
  });

  test("given Databricks, when inferred, then USE selects a schema and USE CATALOG a catalog", () => {
    const sql = "USE CATALOG c; USE s; SELECT * FROM a; USE DATABASE t; SELECT * FROM b";
    expect(
      accessesOf(`- {id: t, type: io.kestra.plugin.databricks.sql.Query, host: h.example, sql: "${sql}"}`),
    ).toEqual(["reads databricks://h.example/c.s.a", "reads databricks://h.example/c.t.b"]);
  });

  test("given a schema from an expression, when inferred, then the names are uncertain", () => {
    const flow = (value: string) => `id: f
namespace: co.data
inputs: [{id: env, type: STRING${value}}]
tasks:
  - id: t
    type: io.kestra.plugin.jdbc.mysql.Queries
    url: jdbc:mysql://h/d
    sql: USE {{ inputs.env }}_db; SELECT * FROM a; SELECT * FROM e.b
`;
    expect(inferredLines(inferText(flow("")))).toEqual([
      "t: mysql://h:3306/*_db.a (pattern), mysql://h:3306/e.b -> ",
    ]);
    expect(inferredLines(inferText(flow(", defaults: dev")))).toEqual([
      "t: mysql://h:3306/dev_db.a (default), mysql://h:3306/e.b (default) -> ",
    ]);
  });
});

describe("databases attached in DuckDB", () => {
  test.each([
    [
      "ATTACH 'host=h port=5433 user=u password=p dbname=d' AS x (TYPE postgres); SELECT * FROM x.s.a",
      ["postgres://h:5433/d.s.a"],
    ],
    [
      "ATTACH 'postgres://u:p@h/d' AS x; SELECT * FROM x.s.a; USE x; SELECT * FROM b",
      ["postgres://h:5432/d.s.a", "postgres://h:5432/d.b"],
    ],
    ["ATTACH 'postgres:host=h dbname=d' AS x; USE x.s; SELECT * FROM b", ["postgres://h:5432/d.s.b"]],
    ["ATTACH 'host=h database=d' AS x (READ_ONLY, TYPE mysql); SELECT * FROM x.a", ["mysql://h:3306/d.a"]],
    ["ATTACH 'md:d?motherduck_token=p'; SELECT * FROM d.main.a", ["motherduck/d.main.a"]],
    ["ATTACH 'md:d' AS x; SELECT * FROM x.a", ["motherduck/d.a"]],
    ["ATTACH 'md:'; SELECT * FROM d.a; USE e; SELECT * FROM b", ["motherduck/d.a", "motherduck/e.b"]],
    ["ATTACH '/data/w.duckdb'; SELECT * FROM w.a", ["duckdb:///data/w.duckdb/a"]],
    ["ATTACH '/data/w.db' AS x (TYPE sqlite); SELECT * FROM x.a", ["sqlite:///data/w.db/a"]],
    ["ATTACH 'w.duckdb' AS x; SELECT * FROM x.a; USE x; SELECT * FROM b; USE memory; SELECT * FROM c", []],
  ])("given %j, when inferred, then its tables are %j", (sql, expected) => {
    expect(accesses("duckdb", "", sql)).toEqual(expected.map((id) => `reads ${id}`));
    const task = `- {id: t, type: io.kestra.plugin.jdbc.duckdb.Queries, sql: ${JSON.stringify(sql)}}`;
    expect(inferText(flowOf(task)).flows.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  test("given two flows that attach unknown servers under one name, when inferred, then their tables differ", () => {
    const ids = ["one", "two"].map((flow) => {
      const sql = "ATTACH '{{ inputs.dsn }}' AS x (TYPE postgres); SELECT * FROM x.s.a";
      return inferredLines(
        inferText(
          `id: ${flow}\nnamespace: co.data\ninputs: [{id: dsn, type: STRING}]\ntasks: [{id: t, type: io.kestra.plugin.jdbc.duckdb.Query, sql: "${sql}"}]`,
        ),
      );
    });
    expect(ids[0]?.[0]).toMatch(/^t: postgres:\/\/~[0-9a-f]{8}\/s\.a -> $/);
    expect(ids[0]).not.toEqual(ids[1]);
  });
});
