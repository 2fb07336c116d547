import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../scripts/conformance.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "conformance-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs cases. Returns the last line of output, the lines before it, and the exit code. */
function run(...cases: readonly object[]) {
  const file = join(folder, "cases.jsonl");
  writeFileSync(file, cases.map((testCase) => `${JSON.stringify(testCase)}\n`).join(""));
  const { stdout, status } = spawnSync(process.execPath, [script, file], { encoding: "utf8" });
  const lines = stdout.trimEnd().split("\n");
  return { last: lines.at(-1), before: lines.slice(0, -1), status };
}

const good = { source: "a#good", template: "{{ a | upper }}", vars: { a: "x" }, expect: "X" };
const holiday = {
  source: "kestra/IsPublicHolidayFunctionTest#nonHolidayReturnsFalse",
  template: "{{ isPublicHoliday('2024-03-12', 'FR') }}",
  vars: {},
  expect: "false",
  error_1x: true,
};
const many = Array.from({ length: 100 }, () => good);

test("given a passing case, when run, then it counts once for Kestra 2.0 and once for 1.x", () => {
  expect(run(good)).toEqual({ last: "2 passed, 0 failed", before: [], status: 0 });
});

test("given a failing case, when run, then there is one line for each dialect and the exit code is 1", () => {
  const { last, before, status } = run(good, { ...good, source: "a#bad", expect: "x" });
  expect([last, status]).toEqual(["2 passed, 2 failed", 1]);
  expect(before).toEqual([
    'cases.jsonl:2 a#bad [2.0] "{{ a | upper }}": expected "x", gave "X"',
    'cases.jsonl:2 a#bad [1.x] "{{ a | upper }}": expected "x", gave "X"',
  ]);
});

test("given a listed exception among many cases, when run, then it is shown but is not a failure", () => {
  const { last, before, status } = run(...many, holiday);
  expect([last, status, before.length]).toEqual(["201 passed, 0 failed", 0, 1]);
  expect(before[0]).toMatch(/^not met, as docs\/pebble\.md says: cases\.jsonl:101 kestra\/IsPublicHoliday/);
});

test("given too high a share of exceptions, when run, then the run fails", () => {
  const { last, status } = run(holiday);
  expect([last, status]).toEqual(["1 passed, 1 failed", 1]);
});

test("given a listed exception that now passes, when run, then the run fails because the list is stale", () => {
  const { last, before, status } = run(...many, { ...holiday, template: "false", error_1x: undefined });
  expect([last, status]).toEqual(["201 passed, 1 failed", 1]);
  expect(before[0]).toMatch(/is met, but conformance\/not-met\.json says that it cannot be$/);
});
