import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { differences, disagreements } from "./oracles/agreement.ts";
import { SETTLED } from "./oracles/settled.ts";

test("given the settled disagreements, when the parsers read them again, then they still disagree", () => {
  const agreed = [...SETTLED].filter((line) => {
    const [, dialect = "", sql = ""] = /^\S+ (\w+): (.*)$/s.exec(line) ?? [];
    return !differences(sql, dialect).some(({ line: other }) => other === line);
  });
  expect(agreed).toEqual([]);
});

/** The output of scripts/sql-texts.mjs, if any: the SQL of real flows. */
const TEXTS = process.env.SQL_TEXTS;

const FEW = [
  { dialect: "postgresql", sql: "INSERT INTO a SELECT * FROM b" },
  { dialect: "mysql", sql: "REPLACE INTO a SELECT * FROM b" },
];

test("given the SQL of real flows, when other parsers read it, then they find the same tables", () => {
  const lines = TEXTS === undefined ? [] : readFileSync(TEXTS, "utf8").trimEnd().split("\n");
  const texts = [...FEW, ...lines.map((line) => JSON.parse(line) as { dialect: string; sql: string })];
  expect(texts.flatMap(({ dialect, sql }) => disagreements(sql, dialect))).toEqual([]);
});
