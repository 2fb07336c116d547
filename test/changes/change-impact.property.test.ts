import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeImpact } from "../../src/changes/change-impact.ts";
import { compareInventories } from "../../src/changes/compare.ts";
import { uniteInventories } from "../../src/changes/union.ts";
import { createGraph } from "../../src/graph/graph.ts";
import type { Inventory } from "../../src/model/model.ts";
import { createOwners } from "../../src/model/owners.ts";
import { bundle, inventoryOf } from "../selection/inventories.ts";

function impactOf(before: Inventory, after: Inventory, ids: readonly string[]) {
  const sides = { before, after };
  const union = createGraph(uniteInventories(sides));
  const starts = ids.map((id) => union.nodeOf(id)).filter((node) => node !== undefined);
  return changeImpact({
    sides,
    difference: compareInventories(sides),
    owners: createOwners(after),
    union,
    starts,
  });
}

describe("the impact of a change", () => {
  test("given two states, when compared, then edges are labelled added, kept and removed", () => {
    const before = inventoryOf([bundle("n/a", "t", ["x"], ["y"]), bundle("n/b", "t", ["x"], ["z"])]);
    const after = inventoryOf([bundle("n/a", "t", ["x"], ["y"]), bundle("n/c", "t", ["y"], ["w"])]);
    const { assets, flows } = impactOf(before, after, ["x"]);
    expect(
      assets.map(({ asset, distance, hops }) => [
        asset.id,
        distance,
        hops.map((hop) => `${hop.from} ${hop.edge}`),
      ]),
    ).toEqual([
      ["y", 1, ["x kept"]],
      ["z", 1, ["x removed"]],
      ["w", 2, ["y added"]],
    ]);
    expect(flows.map(({ flow, removed, distance }) => [flow, removed ?? false, distance])).toEqual([
      ["a", false, 1],
      ["b", true, 1],
      ["c", false, 2],
    ]);
  });

  test("given a graph of 100,000 assets with cycles, when walked, then all distances are exact", () => {
    // A chain of groups of ten assets. Each asset leads to the next one; each group has an edge back to its start (a
    // cycle) and an edge to the next group (a shortcut). The number of simple paths doubles at each shortcut: too many
    // to try.
    const size = 100_000;
    const edges: [number, number][] = [];
    for (let i = 0; i + 1 < size; i++) {
      edges.push([i, i + 1]);
      if (i % 10 === 0 && i + 10 < size) edges.push([i, i + 10]);
      if (i % 10 === 9) edges.push([i, i - 9]);
    }
    edges.push([size - 1, 0]);
    const name = (i: number) => `a${i}`;
    const inventory = inventoryOf(
      edges.map(([from, to], i) => bundle("n/f", `t${i}`, [name(from)], [name(to)])),
    );
    const { assets } = impactOf(inventory, inventory, ["a0"]);
    expect(assets.length).toBe(size - 1);
    // By hand: the distance of asset 10 * tens + ones is tens + ones.
    const incorrect = assets.filter(({ asset, distance }) => {
      const i = Number(asset.id.slice(1));
      return distance !== Math.floor(i / 10) + (i % 10);
    });
    expect(incorrect).toEqual([]);
  }, 120_000);

  test("given random states and starts, when walked, then the distances are those in the union of both", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const rows = fc.array(
      fc.record({
        inputs: fc.subarray(names, { maxLength: 2 }),
        outputs: fc.subarray(names, { maxLength: 2 }),
      }),
      { maxLength: 8 },
    );
    type Row = { inputs: string[]; outputs: string[] };
    const build = (all: readonly Row[], flow: string) =>
      inventoryOf(all.map(({ inputs, outputs }, i) => bundle(`n/${flow}`, `t${i}`, inputs, outputs)));
    fc.assert(
      fc.property(rows, rows, rows, fc.subarray(names, { minLength: 1 }), (kept, old, now, starts) => {
        const before = inventoryOf([...build(kept, "kept").bundles, ...build(old, "old").bundles]);
        const after = inventoryOf([...build(kept, "kept").bundles, ...build(now, "now").bundles]);
        const distances = new Map<string, number>(starts.map((start) => [start, 0]));
        for (let round = 0; round < names.length; round++) {
          for (const { inputs, outputs } of [...kept, ...old, ...now]) {
            for (const from of inputs) {
              for (const to of outputs) {
                const through = (distances.get(from) ?? Number.POSITIVE_INFINITY) + 1;
                if (through < (distances.get(to) ?? Number.POSITIVE_INFINITY)) distances.set(to, through);
              }
            }
          }
        }
        const found = impactOf(before, after, starts).assets.map(({ asset, distance }) => [
          asset.id,
          distance,
        ]);
        const expected = [...distances].filter(
          ([, distance]) => distance > 0 && distance < Number.POSITIVE_INFINITY,
        );
        expect(new Map(found as [string, number][])).toEqual(new Map(expected));
      }),
      { numRuns: 500 },
    );
  });
});

describe("the difference of two inventories", () => {
  const names = ["a", "b", "c", "d"];
  const rows = fc.array(
    fc.record({ task: fc.constantFrom("s", "t"), inputs: fc.subarray(names), outputs: fc.subarray(names) }),
    { maxLength: 6 },
  );
  const build = (all: readonly { task: string; inputs: string[]; outputs: string[] }[]) =>
    inventoryOf(all.map(({ task, inputs, outputs }) => bundle("n/f", task, inputs, outputs)));
  const edgesOf = ({ bundles }: Inventory) =>
    new Set(
      bundles.flatMap((b) =>
        b.inputs.flatMap((input) => b.outputs.map((output) => `${input.id} ${output.id}`)),
      ),
    );

  test("given two states, when compared, then edges are those of one side only; a state equals itself", () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const [before, after] = [build(first), build(second)];
        expect(compareInventories({ before, after: before })).toEqual({
          assets: [],
          flows: [],
          bundles: [],
          edges: [],
        });
        const { edges } = compareInventories({ before, after });
        const [olds, news] = [edgesOf(before), edgesOf(after)];
        const of = (change: string) =>
          new Set(edges.filter((edge) => edge.change === change).map((edge) => `${edge.from} ${edge.to}`));
        expect(of("added")).toEqual(new Set([...news].filter((edge) => !olds.has(edge))));
        expect(of("removed")).toEqual(new Set([...olds].filter((edge) => !news.has(edge))));
      }),
      { numRuns: 500 },
    );
  });
});
