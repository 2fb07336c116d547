import { expect, test } from "vitest";
import type { SqlFragment } from "../../src/infer/sql/sql-text.ts";
import { operations } from "./operations.ts";

// Must be imported before the measured code.
const { flowsThrough, findDialect, readSql } = await import("../../src/infer/sql/index.ts");

const range = (size: number) => Array.from({ length: size }, (_, at) => at);

/** Typical and unusual texts of a given size. */
const SHAPES: Readonly<Record<string, (size: number) => string | SqlFragment[]>> = {
  "many statements": (size) => "INSERT INTO a SELECT * FROM b;".repeat(size),
  "many rows": (size) => `INSERT INTO a VALUES ${"(1, 'x'),".repeat(size)}(1, 'y')`,
  "many tables": (size) => `SELECT * FROM t${", u".repeat(size)}`,
  "many joins": (size) => `SELECT * FROM t${" JOIN u ON a = b".repeat(size)}`,
  "many set operators": (size) => `SELECT * FROM t${" UNION SELECT * FROM u".repeat(size)}`,
  "many common table expressions": (size) =>
    `WITH c0 AS (SELECT 1) ${range(size)
      .map((at) => `, c${at + 1} AS (SELECT * FROM c${at} JOIN t${at} USING (i))`)
      .join("")} INSERT INTO z SELECT * FROM c${size}`,
  "a chain of temporary tables": (size) =>
    range(size)
      .map((at) => `CREATE TEMP TABLE t${at + 1} AS SELECT * FROM t${at};`)
      .join(""),
  "names dropped again and again": (size) => "DROP TABLE IF EXISTS t;".repeat(size),
  "open brackets": (size) => `SELECT ${"(".repeat(size)}`,
  "closed brackets": (size) => `SELECT ${")".repeat(size)}`,
  "nested brackets": (size) => `SELECT ${"(".repeat(size)}1${")".repeat(size)} FROM t`,
  "nested queries": (size) => `SELECT * FROM ${"(SELECT * FROM ".repeat(size)}t${")".repeat(size)}`,
  "nested lists of tables": (size) => `SELECT * FROM ${"(".repeat(size)}t${")".repeat(size)}`,
  "a string that is not closed": (size) => `SELECT 'x FROM t ${"y ".repeat(size)}`,
  "quotes only": (size) => "'".repeat(size),
  backslashes: (size) => `SELECT '${"\\".repeat(size)}`,
  "comments that are not closed": (size) => "/*".repeat(size),
  "dollar quotes that are not closed": (size) =>
    range(size)
      .map((at) => `$a${at}$`)
      .join(" "),
  dots: (size) => `SELECT * FROM a${".b".repeat(size)}`,
  dashes: (size) => `SELECT * FROM a${"-b".repeat(size)}`,
  "words that begin statements": (size) => "EXPLAIN ANALYZE ".repeat(size),
  blocks: (size) => "BEGIN IF x THEN ".repeat(size),
  cases: (size) => `SELECT ${"CASE ".repeat(size)}`,
  holes: (size) => ["SELECT * FROM ", ...range(size).flatMap((): SqlFragment[] => [{ hole: "x" }, ", "])],
  "holes in a word": (size) => [
    "SELECT * FROM a",
    ...range(size).flatMap((): SqlFragment[] => [{ hole: "x" }, "_"]),
  ],
  "holes as statements": (size) => range(size).flatMap((): SqlFragment[] => [{ hole: "x" }, ";"]),
  "temporary tables with holes": (size) =>
    range(size).flatMap((at): SqlFragment[] => [
      `CREATE TEMP TABLE t${at}_`,
      { hole: "x" },
      " (i int); SELECT * FROM t;",
    ]),
  "arrays of rows": (size) => `SELECT ${"(SELECT * FROM t.x), ".repeat(size)}1 FROM t`,
  "lateral views": (size) => `SELECT * FROM t${" LATERAL VIEW explode(a) b AS c".repeat(size)}`,
};

const SMALL = 200;

test.each(
  Object.entries(SHAPES).flatMap(([name, shape]) =>
    ["postgresql", "sqlserver", "bigquery"].map((dialect) => ({ name, shape, dialect })),
  ),
)(
  "given $name in $dialect, when the text is ten times as long, then reading takes at most 12 times the steps",
  async ({ shape, dialect }) => {
    const few = await steps(shape(SMALL), dialect);
    const many = await steps(shape(10 * SMALL), dialect);
    expect(many / few).toBeLessThan(12);
  },
);

async function steps(text: string | SqlFragment[], dialect: string): Promise<number> {
  const found = findDialect(dialect);
  if (found === undefined) throw new RangeError(dialect);
  return operations(() => flowsThrough(readSql(typeof text === "string" ? [text] : text, found), found));
}

test("given table expressions that feed many tables, when read, then the flows are left out with a gap", () => {
  const queries = range(2000).map((at) => `c${at + 1} AS (SELECT * FROM c${at} JOIN t${at} USING (i))`);
  const inserts = range(2000).map((at) => `d${at} AS (INSERT INTO z SELECT * FROM c2000 RETURNING *)`);
  const dialect = findDialect("postgresql");
  if (dialect === undefined) throw new RangeError("postgresql");
  const { statements, gaps } = readSql([`WITH ${[...queries, ...inserts].join(", ")} SELECT 1`], dialect);
  expect(statements[0]?.flows).toEqual([]);
  expect(gaps.map(({ kind }) => kind)).toEqual(["too-large"]);
});
