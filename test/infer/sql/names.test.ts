import { expect, test } from "vitest";
import {
  isExact,
  isWrite,
  nameKey,
  readSql,
  SQL_DIALECTS,
  type SqlAccess,
} from "../../../src/infer/sql/index.ts";
import { dialectOf } from "./dialect-of.ts";

function firstAccess(sql: string | readonly (string | { hole: string })[], dialect: string): SqlAccess {
  const { statements } = readSql(typeof sql === "string" ? [sql] : sql, dialectOf(dialect));
  const access = statements[0]?.accesses[0];
  if (access === undefined) throw new RangeError("no access");
  return access;
}

test("given a name, when read, then its parts, quotes and place are known", () => {
  expect(firstAccess('SELECT * FROM Shop."My ""T"""', "postgresql")).toEqual({
    kind: "read",
    resource: {
      kind: "table",
      name: [
        { fragments: ["Shop"], quoted: false },
        { fragments: ['My "T"'], quoted: true },
      ],
    },
    span: { start: 14, end: 29 },
    temporary: false,
  });
});

test("given a hole before a name, when read, then it counts as one character of the place", () => {
  const access = firstAccess(["SELECT ", { hole: "x" }, " FROM a_", { hole: "y" }], "postgresql");
  expect(access.span).toEqual({ start: 14, end: 17 });
  expect(access.resource).toEqual({
    kind: "table",
    name: [{ fragments: ["a_", { hole: "y" }], quoted: false }],
  });
});

test("given a statement in a string, when read, then its tables have places in the whole text", () => {
  const sql = "EXEC('INSERT INTO a SELECT ''x'' FROM bcd')";
  const { statements } = readSql([sql], dialectOf("sqlserver"));
  expect(statements[0]?.accesses.map(({ span }) => sql.slice(span.start, span.end))).toEqual(["a", "bcd"]);
});

test("given the character that marks holes in a text, when read, then it is ordinary text", () => {
  expect(firstAccess(["SELECT * FROM a\uFFFCb"], "postgresql").resource).toEqual({
    kind: "table",
    name: [{ fragments: ["a\uFFFCb"], quoted: false }],
  });
});

test.each<[string, string, boolean]>([
  ["SELECT * FROM a.b", "postgresql", true],
  ["SELECT * FROM a WHERE (x", "postgresql", false],
  ["SELECT * FROM `p.d.t_*`", "bigquery", false],
  ["SELECT * FROM 'f.csv'", "duckdb", true],
  ["COPY INTO @s/p FROM t", "snowflake", true],
])('given %s in %s, when read, then "exact" is %s for its first name', (sql, dialect, exact) => {
  expect(isExact(firstAccess(sql, dialect))).toBe(exact);
});

test("given a name with a hole, when read, then it is not exact", () => {
  expect(isExact(firstAccess(["SELECT * FROM a.", { hole: "x" }], "postgresql"))).toBe(false);
  expect(isExact(firstAccess(["SELECT * FROM 's3://b/", { hole: "x" }, "'"], "duckdb"))).toBe(false);
  expect(isExact(firstAccess(["SELECT $1 FROM @s/", { hole: "x" }], "snowflake"))).toBe(false);
});

test.each<[string, boolean]>([
  ["SELECT * FROM a", false],
  ["INSERT INTO a VALUES (1)", true],
  ["DELETE FROM a", true],
  ["DROP TABLE a", true],
])('given %s, when read, then "write" is %s for its access', (sql, write) => {
  expect(isWrite(firstAccess(sql, "postgresql"))).toBe(write);
});

/** Whether two names mean one table. */
function same(dialect: string, a: string, b: string): boolean {
  const keys = [a, b].map((name) => {
    const { resource } = firstAccess(`SELECT * FROM ${name}`, dialect);
    return resource.kind === "table" ? nameKey(resource.name, dialectOf(dialect)) : "";
  });
  return keys[0] === keys[1];
}

test.each<[string, string, string, boolean]>([
  ["postgresql", "Orders", "orders", true],
  ["postgresql", '"orders"', "ORDERS", true],
  ["postgresql", '"Orders"', "orders", false],
  ["snowflake", '"ORDERS"', "orders", true],
  ["snowflake", '"orders"', "orders", false],
  ["oracle", '"ORDERS"', "orders", true],
  ["bigquery", "Orders", "orders", false],
  ["clickhouse", "Orders", "orders", false],
  ["mysql", "Orders", "orders", false],
  ["sqlserver", "[Orders]", "orders", true],
  ["duckdb", '"Orders"', "orders", true],
  ["databricks", "`Orders`", "orders", true],
  ["trino", '"Orders"', "orders", true],
  ["postgresql", "a.b", '"a.b"', false],
])('given %s, when %s and %s are compared, then "one table" is %s', (dialect, a, b, expected) => {
  expect(same(dialect, a, b)).toBe(expected);
});

test("given every dialect, when looked up by name or alias, then it is found", () => {
  expect(SQL_DIALECTS.map(({ name }) => dialectOf(name).name)).toEqual(SQL_DIALECTS.map(({ name }) => name));
  expect(dialectOf("Postgres").name).toBe("postgresql");
  expect(dialectOf("tsql").name).toBe("sqlserver");
});

test("given USE and ATTACH, when read, then they are settings", () => {
  const { settings } = readSql(
    ["USE SCHEMA s; USE db; ATTACH 'postgres:dbname=x' AS pg (TYPE postgres)"],
    dialectOf("duckdb"),
  );
  expect(settings).toEqual([
    {
      kind: "use",
      what: "schema",
      name: [{ fragments: ["s"], quoted: false }],
      target: [],
      span: { start: 0, end: 12 },
    },
    {
      kind: "use",
      what: "",
      name: [{ fragments: ["db"], quoted: false }],
      target: [],
      span: { start: 14, end: 20 },
    },
    {
      kind: "attach",
      what: "postgres",
      name: [{ fragments: ["pg"], quoted: false }],
      target: ["postgres:dbname=x"],
      span: { start: 22, end: 70 },
    },
  ]);
});
