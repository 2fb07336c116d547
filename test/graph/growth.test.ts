import { expect, test } from "vitest";
import { graphFromIndex } from "../../src/graph/flat-graph.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { buildInventory } from "../../src/model/build.ts";
import type { DeclaredBundle, ResolvedFlow } from "../../src/model/declared.ts";
import { lazyList } from "../../src/model/lazy-list.ts";
import type { Inventory } from "../../src/model/model.ts";

/**
 * Counts operations instead of time. Ten times the flows can take ten times the operations, sorting 14 times (10 log
 * 3000 / log 300), with a tolerance for the order of the input.
 */
const LINEAR = 15;

/**
 * Flows in groups of five. Each reads the output of the previous one, and a shared table. `look` counts namespace
 * reads.
 */
function flows(count: number, look: () => void): ResolvedFlow[] {
  return Array.from({ length: count }, (_, scrambled): ResolvedFlow => {
    const at = (scrambled * 7919) % count;
    const place = { file: `f${at}.yml`, line: 1, column: 1 };
    const task = {
      get namespace() {
        look();
        return "x";
      },
      flow: `f${at}`,
      task: "t",
    };
    const entry = (id: string) => ({
      id,
      certainty: "exact" as const,
      place,
      claim: { type: "T", namespace: "x" },
    });
    const before = at % 5 === 0 ? [] : [entry(`t${at - 1}`)];
    // Copies the getters. A spread would replace them by their values.
    const bundle = Object.create(task, {
      ...Object.getOwnPropertyDescriptors({
        flow: task.flow,
        task: "t",
        taskType: "T",
        place,
        assumptions: [],
      }),
      inputs: { value: [...before, entry("common")], enumerable: true },
      outputs: { value: [entry(`t${at}`)], enumerable: true },
    }) as DeclaredBundle;
    const record = Object.create(
      task,
      Object.getOwnPropertyDescriptors({ place, tasks: 1, declarations: 1 }),
    );
    return { record, tasks: [], bundles: [bundle], activations: [], gaps: [], inert: [] };
  });
}

function build(count: number): { readonly inventory: Inventory; readonly looks: number } {
  let looks = 0;
  const all = flows(count, () => looks++);
  const files = { found: count, withFlows: count, otherDocuments: {}, unreadable: 0 };
  const inventory = buildInventory({ tenant: "main", roots: ["."], files, flows: all, gaps: [] });
  return { inventory, looks };
}

test("given ten times the flows, when merged, then the work grows linearly, even if all read one table", () => {
  const small = build(300);
  const large = build(3000);
  expect(small.inventory.assets).toHaveLength(301);
  expect(small.looks).toBeGreaterThan(300);
  expect(large.looks / small.looks).toBeLessThan(LINEAR);
});

/** The number of store records read by a query with an index. */
function recordsRead(count: number, id: string): number {
  const { inventory } = build(count);
  const { nodeOf, inputs, outputs, readers, writers } = createGraph(inventory);
  const allIds = () => inventory.assets.map(({ id }) => id);
  const declarationOf = Uint32Array.from(inventory.bundles.keys());
  const flat = { nodeOf, allIds, hasPatterns: false, inputs, outputs, readers, writers, declarationOf };
  let reads = 0;
  const lazy = <Item>(items: readonly Item[]): readonly Item[] =>
    lazyList(items.length, (from, to) => {
      reads += to - from;
      return items.slice(from, to);
    });
  const { assets, bundles, gaps } = inventory;
  const answer = impact(
    graphFromIndex(flat, { ...inventory, assets: lazy(assets), bundles: lazy(bundles), gaps: lazy(gaps) }),
    id,
  );
  expect(answer.assets.map(({ asset }) => asset.id)).toEqual(["t1", "t2", "t3", "t4"]);
  return reads;
}

test("given a small answer, when the store is ten times as large, then the query reads the same records", () => {
  // The start, four downstream assets, and the four tasks between them.
  expect(recordsRead(100, "t0")).toBe(9);
  expect(recordsRead(1000, "t0")).toBe(9);
});
