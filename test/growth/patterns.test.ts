import { expect, test } from "vitest";
import type { Bundle, Inventory } from "../../src/model/model.ts";
import { operations } from "./operations.ts";

// Must be imported before the measured code.
const { createGraph } = await import("../../src/graph/graph.ts");
const { lineage } = await import("../../src/graph/lineage.ts");
const { impact } = await import("../../src/graph/impact.ts");
const { lineageText } = await import("../../src/report/text/lineage.ts");
const { plainStyle } = await import("../../src/report/style.ts");

const id = (at: number) => `a*b${String(at).padStart(6, "0")}*`;

/** A chain of tasks whose patterns all overlap. */
function chain(size: number): Inventory {
  const place = { file: "a.yml", line: 1, column: 1 };
  const bundles = Array.from({ length: size }, (_, at): Bundle => {
    const entry = (of: number) => ({ id: id(of), certainty: "pattern", place }) as const;
    return {
      ...{ namespace: "n", flow: "f", task: `t${at}`, taskType: "x", place, assumptions: [] },
      inputs: [entry(at)],
      outputs: [entry(at + 1)],
    };
  });
  const assets = Array.from({ length: size + 1 }, (_, at) => ({
    ...{ id: id(at), certainty: "pattern" as const, external: at === 0, metadata: {} },
  }));
  return { assets, bundles, gaps: [], flows: [], activations: [] } as unknown as Inventory;
}

test.each([
  ["lineage", (inventory: Inventory) => void lineage(createGraph(inventory), id(0))],
  ["impact", (inventory: Inventory) => void impact(createGraph(inventory), id(0))],
  [
    "lineage as text",
    (inventory: Inventory) =>
      void lineageText(lineage(createGraph(inventory), id(0)), {
        style: plainStyle,
        width: 80,
        isTerminal: false,
      }),
  ],
])(
  "given twice as many patterns that may all be one another, when asked for the %s, then the work is at most 2.5 times",
  async (_, ask) => {
    ask(chain(200));
    const [some, twice] = [chain(400), chain(800)];
    const before = await operations(() => ask(some));
    const after = await operations(() => ask(twice));
    expect(after / before).toBeLessThan(2.5);
  },
);
