import { describe, expect, test } from "vitest";
import { baselineOf, hideKnown } from "../../src/lint/baseline.ts";
import type { Finding } from "../../src/lint/finding.ts";

function finding(file: string, line: number, subject: string, symmetric?: true): Finding {
  const range = { file, line, column: 1, endLine: line, endColumn: 2 };
  return {
    rule: "invalid-id",
    severity: "error",
    message: `${subject} at ${line}`,
    subject,
    range,
    ...(symmetric && { symmetric }),
  };
}

const KNOWN = [finding("a.yml", 3, "x"), finding("a.yml", 9, "x"), finding("b.yml", 1, "y", true)];

test("given findings, when written to a baseline, then each is without its line and equal ones are counted", () => {
  expect(baselineOf(KNOWN)).toEqual({
    version: 1,
    findings: [
      { rule: "invalid-id", finding: "y" },
      { rule: "invalid-id", file: "a.yml", finding: "x", count: 2 },
    ],
  });
});

describe("findings that a baseline hides", () => {
  test("given known findings at other lines, when linted, then they are hidden", () => {
    const moved = [finding("a.yml", 30, "x"), finding("a.yml", 90, "x"), finding("c.yml", 1, "y", true)];
    expect(hideKnown(moved, baselineOf(KNOWN))).toEqual({ shown: [], hidden: 3, stale: 0 });
  });

  test("given one more equal finding than in the baseline, when linted, then that one is shown", () => {
    const third = finding("a.yml", 12, "x");
    expect(hideKnown([...KNOWN, third], baselineOf(KNOWN))).toEqual({ shown: [third], hidden: 3, stale: 0 });
  });

  test("given entries that are no longer found, when linted, then those of the linted files are counted", () => {
    expect(hideKnown([], baselineOf(KNOWN)).stale).toBe(2);
    expect(hideKnown([], baselineOf(KNOWN), (file) => file === "a.yml").stale).toBe(1);
    expect(hideKnown([], baselineOf(KNOWN), (file) => file === "c.yml").stale).toBe(0);
  });
});
