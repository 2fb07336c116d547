import fc from "fast-check";
import { expect, test } from "vitest";
import { render, renderTyped, toData } from "../../src/pebble/index.ts";
import { expression, template } from "./arbitrary-template.ts";
import { variablePair } from "./arbitrary-variables.ts";
import { covers } from "./covers.ts";

const SEED = 20_260_101;

test.each(["2.0", "1.x"] as const)(
  "given partly unknown variables, when rendered, then the result covers the fully known one (%s)",
  (dialect) => {
    let compared = 0;
    fc.assert(
      fc.property(template, variablePair, (source, { known, partial }) => {
        const whole = render(source, { variables: known, dialect });
        const result = render(source, { variables: partial, dialect });
        if (whole.kind === "known" && result.kind === "holes") compared++;
        expect(covers(result, whole), `${show(result)} does not cover ${show(whole)}`).toBe(true);
      }),
      { seed: SEED, numRuns: 4000 },
    );
    expect(compared).toBeGreaterThan(500);
  },
);

test("given partly unknown variables, when rendered with types, then a complete result equals the known one", () => {
  let compared = 0;
  fc.assert(
    fc.property(expression, variablePair, (inner, { known, partial }) => {
      const source = `{{ ${inner.replaceAll(/\b[fg]\(|\bblock\(/g, "max(").replaceAll("q=", "")} }}`;
      const whole = renderTyped(source, { variables: known, dialect: "2.0" });
      const result = renderTyped(source, { variables: partial, dialect: "2.0" });
      // A failed or aborted run has no value.
      if (whole.kind === "error" || toData(whole.value) === undefined) return;
      expect(result.kind).toBe("value");
      const data = result.kind === "value" ? toData(result.value) : undefined;
      if (data === undefined) return;
      compared++;
      expect(data).toEqual(toData(whole.value));
    }),
    { seed: SEED, numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(300);
});

function show(result: unknown): string {
  return JSON.stringify(result, (key, value) => (key === "spans" ? undefined : value));
}
