import fc from "fast-check";
import { expect, test } from "vitest";
import { render, renderTyped, toData } from "../../src/pebble/index.ts";
import { expression, template } from "./arbitrary-template.ts";
import { variablePair } from "./arbitrary-variables.ts";
import { covers } from "./covers.ts";

const SEED = 20_260_101;

test.each(["2.0", "1.x"] as const)(
  "a partial result covers the one with everything known (%s)",
  (dialect) => {
    fc.assert(
      fc.property(template, variablePair, (source, { known, partial }) => {
        const whole = render(source, { variables: known, dialect });
        const result = render(source, { variables: partial, dialect });
        expect(covers(result, whole), `${show(result)} does not cover ${show(whole)}`).toBe(true);
      }),
      { seed: SEED, numRuns: 4000 },
    );
  },
);

test("the same holds for typed rendering", () => {
  fc.assert(
    fc.property(expression, variablePair, (inner, { known, partial }) => {
      const source = `{{ ${inner.replaceAll(/\b[fg]\(|\bblock\(/g, "max(").replaceAll("q=", "")} }}`;
      const whole = renderTyped(source, { variables: known, dialect: "2.0" });
      const result = renderTyped(source, { variables: partial, dialect: "2.0" });
      // Failing or given up because of its size: nothing to be wrong about.
      if (whole.kind === "error" || toData(whole.value) === undefined) return;
      expect(result.kind).toBe("value");
      const data = result.kind === "value" ? toData(result.value) : undefined;
      if (data !== undefined) expect(data).toEqual(toData(whole.value));
    }),
    { seed: SEED, numRuns: 3000 },
  );
});

function show(result: unknown): string {
  return JSON.stringify(result, (key, value) => (key === "spans" ? undefined : value));
}
