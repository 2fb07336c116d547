import { expect, test } from "vitest";
import { flowsThrough, readSql, type SqlAccess } from "../../../src/infer/sql/index.ts";
import { describeName, withHoles } from "./described.ts";
import { dialectOf } from "./dialect-of.ts";

function through(sql: string, dialect = "postgresql", passes?: (access: SqlAccess) => boolean): string[] {
  const reading = readSql(withHoles(sql), dialectOf(dialect));
  return flowsThrough(reading, dialectOf(dialect), passes).flows.map(
    ({ inputs, outputs }) =>
      `${inputs.map(describeName).join(" + ")} -> ${outputs.map(describeName).join(" + ")}`,
  );
}

test.each<[string, string[]]>([
  ["CREATE TEMP TABLE t AS SELECT * FROM a; INSERT INTO b SELECT * FROM t", ["a -> b"]],
  [
    "CREATE TEMP TABLE t AS SELECT * FROM a; INSERT INTO t SELECT * FROM b; CREATE TEMP TABLE u AS SELECT * FROM t JOIN c USING (i); INSERT INTO d SELECT * FROM u",
    ["a + b + c -> d"],
  ],
  // DROP removes the previous content of the table.
  [
    "CREATE TEMP TABLE t AS SELECT * FROM a; DROP TABLE t; CREATE TEMP TABLE t AS SELECT * FROM b; INSERT INTO c SELECT * FROM t",
    ["b -> c"],
  ],
  ["INSERT INTO b SELECT * FROM a; INSERT INTO c SELECT * FROM b", ["a -> b", "b -> c"]],
  ["CREATE TEMP TABLE t (i int); INSERT INTO a SELECT * FROM t", []],
  ["CREATE TEMP TABLE t_{{ x }} AS SELECT * FROM a; INSERT INTO b SELECT * FROM t_{{ x }}", ["a -> b"]],
])("given %s, when its flows are followed, then they pass through the temporary tables", (sql, flows) => {
  expect(through(sql)).toEqual(flows);
});

test("given tables in memory and local files, when the caller says so, then flows pass through them", () => {
  const sql =
    "CREATE TABLE t AS SELECT * FROM read_csv('s3://b/a.csv'); COPY t TO 'x.parquet'; COPY (SELECT * FROM 'x.parquet') TO 's3://b/c.parquet'";
  const isLocal = ({ resource }: SqlAccess) =>
    resource.kind === "table" || (resource.kind === "file" && !String(resource.path[0]).includes("://"));
  expect(through(sql, "duckdb")).toEqual([
    "'s3://b/a.csv' -> t",
    "t -> 'x.parquet'",
    "'x.parquet' -> 's3://b/c.parquet'",
  ]);
  expect(through(sql, "duckdb", isLocal)).toEqual(["'s3://b/a.csv' -> 's3://b/c.parquet'"]);
});

test("given more flows than can be followed, when they are followed, then the answer says that it is not complete", () => {
  const chain = Array.from(
    { length: 3000 },
    (_, at) =>
      `CREATE TEMP TABLE t${at + 1} AS SELECT * FROM t${at} JOIN x${at} USING (i); INSERT INTO z SELECT * FROM t${at + 1};`,
  );
  const reading = readSql([chain.join("")], dialectOf("postgresql"));
  expect(flowsThrough(reading, dialectOf("postgresql")).complete).toBe(false);
});
