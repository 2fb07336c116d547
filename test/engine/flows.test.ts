import { describe, expect, test } from "vitest";
import { expectedFlows } from "./expected-flows.ts";
import { bundleLines, ourResult } from "./our-result.ts";

/* Our result for the flows in fixtures/engine. `npm run engine` runs the same flows in Kestra's engine. */

const CASES = expectedFlows().flatMap(({ file, text, expectations }) =>
  expectations.flatMap(({ lines, bundles }) => lines.map((line) => ({ file, line, text, bundles }))),
);

test("given fixtures/engine, when counted, then there are at least 25 flows and 20 for each line", () => {
  const flows = (line: string) => new Set(CASES.filter((item) => item.line === line).map(({ file }) => file));
  expect(new Set(CASES.map(({ file }) => file)).size).toBeGreaterThanOrEqual(25);
  expect(flows("1.x").size).toBeGreaterThanOrEqual(20);
  expect(flows("2.0").size).toBeGreaterThanOrEqual(20);
});

describe("bundles worked out by hand", () => {
  test.each(CASES)(
    "given $file in $line, when resolved, then these are its bundles",
    ({ text, line, bundles }) => {
      expect(bundleLines(ourResult(text, line).bundles)).toEqual([...bundles].sort());
    },
  );
});
