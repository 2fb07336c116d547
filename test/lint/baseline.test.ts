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

test("holds each finding without its line, counted", () => {
  expect(baselineOf(KNOWN)).toEqual({
    version: 1,
    findings: [
      { rule: "invalid-id", finding: "y" },
      { rule: "invalid-id", file: "a.yml", finding: "x", count: 2 },
    ],
  });
});

describe("hides what it knows", () => {
  test("wherever it stands in its file now", () => {
    const moved = [finding("a.yml", 30, "x"), finding("a.yml", 90, "x"), finding("c.yml", 1, "y", true)];
    expect(hideKnown(moved, baselineOf(KNOWN))).toEqual({ shown: [], hidden: 3, stale: 0 });
  });

  test("no more of it than there were", () => {
    const third = finding("a.yml", 12, "x");
    expect(hideKnown([...KNOWN, third], baselineOf(KNOWN))).toEqual({ shown: [third], hidden: 3, stale: 0 });
  });

  test("and counts what is gone, in the files that were looked at", () => {
    expect(hideKnown([], baselineOf(KNOWN)).stale).toBe(2);
    expect(hideKnown([], baselineOf(KNOWN), (file) => file === "a.yml").stale).toBe(1);
    expect(hideKnown([], baselineOf(KNOWN), (file) => file === "c.yml").stale).toBe(0);
  });
});
