import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../scripts/conformance.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "conformance-sql-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("given lines with SQL, when run, then each is one check of its tables", () => {
  const sql = 'CREATE TEMP TABLE t AS SELECT * FROM S.A; INSERT INTO "B" SELECT * FROM t';
  const good = { source: "a#good", dialect: "postgresql", sql, reads: ["s.a"], writes: ["b"] };
  const bad = { ...good, source: "a#bad", reads: [] };
  const unknown = { ...good, source: "a#unknown", dialect: "cypher" };
  const file = join(folder, "cases.jsonl");
  writeFileSync(file, [good, bad, unknown].map((line) => JSON.stringify(line)).join("\n"));
  const { stdout, status } = spawnSync(process.execPath, [script, file], { encoding: "utf8" });
  const shown = JSON.stringify(sql);
  expect(stdout.trimEnd().split("\n")).toEqual([
    `cases.jsonl:2 a#bad [postgresql] ${shown}: expected {"reads":[],"writes":["b"]}, gave {"reads":["s.a"],"writes":["b"]}`,
    `cases.jsonl:3 a#unknown [cypher] ${shown}: unknown dialect "cypher"`,
    "1 passed, 2 failed",
  ]);
  expect(status).toBe(1);
});
