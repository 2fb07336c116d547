import fc from "fast-check";
import { expect, test } from "vitest";
import { printStatement, spaced, statement, tablesOf } from "./generated-sql.ts";
import { byLibpgQuery } from "./oracles/libpg-query.ts";
import { bySqlparser } from "./oracles/sqlparser.ts";
import { tablesOfText } from "./tables-of-text.ts";

const SEED = 20261126;

test.each<[string, boolean]>([
  ["postgresql", false],
  ["redshift", false],
  ["mysql", false],
  ["bigquery", false],
  ["databricks", false],
  ["duckdb", false],
  ["trino", false],
  ["sqlite", true],
  ["sqlserver", true],
  ["oracle", true],
  ["db2", true],
])(
  "given generated statements, when read as %s, then the tables are those that they were made of",
  (dialect, seesItself) => {
    fc.assert(
      fc.property(statement, spaced, (generated, withOtherSpace) => {
        const sql = withOtherSpace(printStatement(generated));
        expect(tablesOfText(sql, dialect), sql).toEqual(tablesOf(generated, seesItself));
      }),
      { seed: SEED, numRuns: 150 },
    );
  },
);

test("given generated statements, when PostgreSQL's parser reads them, then it finds the same tables", () => {
  let parsed = 0;
  fc.assert(
    fc.property(statement, (generated) => {
      const sql = printStatement(generated);
      const tables = byLibpgQuery(sql);
      if (tables === undefined) return;
      parsed += 1;
      expect(tables, sql).toEqual(tablesOf(generated));
    }),
    { seed: SEED, numRuns: 500 },
  );
  expect(parsed).toBeGreaterThan(400);
});

test.each(["mysql", "bigquery", "snowflake", "databricks", "duckdb", "sqlite"])(
  "given generated statements, when sqlparser-rs reads them as %s, then it finds the same tables",
  (dialect) => {
    let parsed = 0;
    fc.assert(
      fc.property(statement, (generated) => {
        const sql = printStatement(generated);
        const tables = bySqlparser(sql, dialect);
        if (tables === undefined) return;
        parsed += 1;
        expect(tables, sql).toEqual(tablesOf(generated));
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(parsed).toBeGreaterThan(150);
  },
);
