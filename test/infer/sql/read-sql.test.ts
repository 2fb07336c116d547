import { describe, expect, test } from "vitest";
import {
  findDialect,
  isExact,
  isWrite,
  readSql,
  type SqlFragment,
  type SqlResource,
} from "../../../src/infer/sql/index.ts";

function textOf(fragments: readonly SqlFragment[]): string {
  return fragments
    .map((fragment) => (typeof fragment === "string" ? fragment : `{${fragment.hole}}`))
    .join("");
}

function nameOf(resource: SqlResource): string {
  if (resource.kind === "file") return textOf(resource.path);
  const name = resource.name.map(({ fragments }) => textOf(fragments)).join(".");
  return resource.kind === "table"
    ? name
    : `@${[name, textOf(resource.path)].filter((part) => part !== "").join("/")}`;
}

function read(dialect: string, ...fragments: readonly SqlFragment[]) {
  const known = findDialect(dialect);
  if (known === undefined) throw new Error(`the dialect "${dialect}" is unknown`);
  return readSql(fragments, known);
}

/** `reads > writes`, temporary tables left out. */
function tables(dialect: string, ...fragments: readonly SqlFragment[]): string {
  const accesses = read(dialect, ...fragments)
    .statements.flatMap((statement) => statement.accesses)
    .filter(({ temporary }) => !temporary);
  const names = (written: boolean) =>
    accesses
      .filter((access) => isWrite(access) === written)
      .map(({ resource }) => nameOf(resource))
      .join(", ");
  return `${names(false)} > ${names(true)}`;
}

describe("tables of a statement", () => {
  test.each([
    ["postgres", "SELECT * FROM raw.orders o JOIN crm.accounts USING (id)", "raw.orders, crm.accounts > "],
    ["postgres", "INSERT INTO mart.sales SELECT * FROM staging.orders", "staging.orders > mart.sales"],
    ["postgres", "WITH o AS (SELECT * FROM raw.orders) SELECT * FROM o", "raw.orders > "],
    ["postgres", "SELECT EXTRACT(YEAR FROM sold_at) FROM sales", "sales > "],
    ["postgres", "DELETE FROM a USING b WHERE a.id = b.id", "b > a"],
    ["postgres", "UPDATE a SET v = b.v FROM b WHERE a.id = b.id", "b > a"],
    ["postgres", "CREATE TABLE a (LIKE b)", "b > a"],
    ["postgres", "TRUNCATE a, b", " > a, b"],
    ["bigquery", "SELECT * FROM `proj.ds.orders`", "proj.ds.orders > "],
    ["snowflake", "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v", "s > t"],
    ["snowflake", "COPY INTO db.s.t FROM @db.s.%t", "@db.s.%t > db.s.t"],
    ["duckdb", "CREATE TABLE t AS SELECT * FROM 's3://lake/in.parquet'", "s3://lake/in.parquet > t"],
    ["mssql", "SELECT * INTO [dbo].[copy] FROM [dbo].[orders]", "dbo.orders > dbo.copy"],
    ["mysql", "INSERT INTO `shop`.`sales` SELECT * FROM `shop`.`orders`", "shop.orders > shop.sales"],
  ])("given %s, when it reads %s", (dialect, sql, expected) => {
    expect(tables(dialect, sql)).toBe(expected);
  });
});

describe("words that are not tables", () => {
  test.each([
    ["comments", "SELECT 1 -- FROM a\n/* FROM b */", " > "],
    ["strings", "SELECT 'FROM a', $$ FROM b $$", " > "],
  ])("given %s", (_, sql, expected) => {
    expect(tables("postgres", sql)).toBe(expected);
  });
});

describe("expressions inside SQL", () => {
  test("given an expression in a name, the name has a hole and is not exact", () => {
    const reading = read("postgres", "SELECT * FROM stg_", { hole: "inputs.env" }, ".orders");
    const [access] = reading.statements[0]?.accesses ?? [];
    expect(access && [nameOf(access.resource), isExact(access)]).toEqual(["stg_{inputs.env}.orders", false]);
  });

  test("given a text of nothing but an expression, a gap", () => {
    expect(read("postgres", { hole: "read('x.sql')" }).gaps.map(({ kind }) => kind)).toEqual(["templated"]);
  });
});

describe("texts that cannot be read", () => {
  test.each([
    ["CALL refresh()", "call"],
    ["SELECT * FROM (a", "unbalanced"],
    ["FROBNICATE a", "unknown-verb"],
  ])("given %s, the gap %s", (sql, kind) => {
    expect(read("postgres", sql).gaps.map((gap) => gap.kind)).toEqual([kind]);
  });

  test("given 10,000 nested parentheses, it ends with a gap", () => {
    const sql = `SELECT * FROM ${"(".repeat(10_000)}a${")".repeat(10_000)}`;
    expect(read("postgres", sql).gaps.length).toBeGreaterThan(0);
  });
});
