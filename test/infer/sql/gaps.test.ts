import { expect, test } from "vitest";
import { readSql } from "../../../src/infer/sql/index.ts";
import { describeSql, specify } from "./described.ts";
import { dialectOf } from "./dialect-of.ts";

specify("postgresql", "brackets or quotes that do not match", [
  ["SELECT * FROM a WHERE (x", "read a ?", "", "unbalanced"],
  ["SELECT * FROM a WHERE x)", "read a ?", "", "unbalanced"],
  ["SELECT * FROM a WHERE (x]", "read a ?", "", "unbalanced"],
  ["SELECT * FROM a WHERE (x; SELECT * FROM b", "read a ?, read b", "", "unbalanced"],
  ["SELECT * FROM a; SELECT 'x FROM b", "read a", "", "unbalanced"],
  ["SELECT * FROM a /* x", "read a ?", "", "unbalanced"],
  ['SELECT * FROM "a', 'read "a" ?', "", "unbalanced"],
]);

specify("postgresql", "statements that are not known", [
  ["FROBNICATE a FROM b (SELECT * FROM c); SELECT * FROM d", "read d", "", "unknown-verb"],
  ["{? = call f(?)}; SELECT * FROM a", "read a", "", "call"],
  ["SELECT * FROM", "", "", "unexpected"],
  ["SELECT * FROM ....", "", "", "unexpected"],
]);

test("given a procedure call, when read, then the gap has a place and a message", () => {
  const { gaps } = readSql(["SELECT 1; CALL p(1, 2); SELECT 2"], dialectOf("postgresql"));
  expect(gaps).toEqual([
    {
      kind: "call",
      message: "unknown data access of a procedure",
      span: { start: 10, end: 22 },
    },
  ]);
});

test("given deeply nested queries, when read, then a gap says so and nothing of them is certain", () => {
  const nested = (depth: number) =>
    `SELECT * FROM ${"(SELECT * FROM ".repeat(depth)}t${")".repeat(depth)}; SELECT * FROM u`;
  expect(describeSql(nested(150), "postgresql")).toEqual({ accesses: "read t, read u", flows: "", gaps: "" });
  expect(describeSql(nested(10_000), "postgresql")).toEqual({
    accesses: "read u",
    flows: "",
    gaps: "too-deep",
  });
});

test("given ten thousand brackets around a value, when read, then the table is found", () => {
  const sql = `SELECT ${"(".repeat(10_000)}1${")".repeat(10_000)} FROM t`;
  expect(describeSql(sql, "postgresql")).toEqual({ accesses: "read t", flows: "", gaps: "" });
});

test("given a text with too many tables, when read, then a gap says that the rest is left out", () => {
  const { statements, gaps } = readSql([`SELECT * FROM t${",t".repeat(150_000)}`], dialectOf("postgresql"));
  expect(statements[0]?.accesses).toHaveLength(100_000);
  expect(gaps.map(({ kind }) => kind)).toEqual(["too-large"]);
});
