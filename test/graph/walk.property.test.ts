import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Direction, Walk } from "../../src/graph/answer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { walk } from "../../src/graph/walk.ts";
import { CERTAINTIES, type Inventory } from "../../src/model/model.ts";
import { isPattern, patternsOverlap } from "../../src/model/pattern.ts";
import { smallInventory } from "./small-inventory.ts";

/* Compares walks with slow but simple reference implementations. */

const PLAIN = ["a", "b", "c", "d", "e", "lic-1", "lic-2"];
const ALL = [...PLAIN, "lic-*", "*-1", "l*-2*"];

const bundleLines = (ids: readonly string[]) => {
  const entry = fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom("exact", "default", "choice"))
    .map(([id, certainty]) => (isPattern(id) ? id : `${id} (${certainty})`));
  const entries = fc.array(entry, { maxLength: 3 }).map((list) => list.join(", "));
  const line = fc
    .tuple(fc.constantFrom("f", "g"), entries, entries)
    .map(([flow, inputs, outputs]) => `${flow}/t: ${inputs} -> ${outputs}`);
  return fc.array(line, { maxLength: 9 });
};
const direction = fc.constantFrom<Direction>("up", "down");

/** An inventory that contains the start in any case. */
function inventoryWith(lines: readonly string[], start: string): Inventory {
  return smallInventory([...lines, `start/t: ${start} ->`]);
}

function linked(a: string, b: string): boolean {
  return a !== b && (isPattern(a) || isPattern(b)) && patternsOverlap(a, b);
}

function sides(inventory: Inventory, towards: Direction) {
  return inventory.bundles.map((bundle) => {
    const [near, far] =
      towards === "down" ? [bundle.inputs, bundle.outputs] : [bundle.outputs, bundle.inputs];
    return { bundle, near, far };
  });
}

/** Distances, computed by relaxing all bundles until nothing changes. */
function slowDistances(inventory: Inventory, start: string, towards: Direction): Map<string, number> {
  const ids = inventory.assets.map((asset) => asset.id);
  const distances = new Map<string, number>();
  const seeds = [start, ...ids.filter((id) => linked(id, start))];
  const leaves = (id: string) => (seeds.includes(id) ? 0 : (distances.get(id) ?? Number.POSITIVE_INFINITY));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { near, far } of sides(inventory, towards)) {
      const distance = Math.min(...near.map((entry) => leaves(entry.id))) + 1;
      if (distance === Number.POSITIVE_INFINITY) continue;
      for (const { id } of far) {
        if (id === start) continue;
        for (const same of [id, ...ids.filter((other) => linked(other, id))]) {
          if (same === start || distance >= (distances.get(same) ?? Number.POSITIVE_INFINITY)) continue;
          distances.set(same, distance);
          changed = true;
        }
      }
    }
  }
  return distances;
}

/** The best certainty of all walks with exactly this number of steps, by trying all of them. */
function slowCertainty(inventory: Inventory, from: string, to: string, steps: number): number | undefined {
  if (steps === 0) return from === to ? 0 : undefined;
  let best: number | undefined;
  for (const bundle of inventory.bundles) {
    for (const input of bundle.inputs) {
      if (input.id !== from) continue;
      for (const output of bundle.outputs) {
        const rest = slowCertainty(inventory, output.id, to, steps - 1);
        if (rest === undefined) continue;
        const certainty = Math.max(
          rest,
          CERTAINTIES.indexOf(input.certainty),
          CERTAINTIES.indexOf(output.certainty),
        );
        if (best === undefined || certainty < best) best = certainty;
      }
    }
  }
  return best;
}

function distancesOf({ assets }: Walk): Map<string, number> {
  return new Map(assets.map(({ asset, distance }) => [asset.id, distance]));
}

describe("a walk over random declarations", () => {
  test("given any start, when walked, then it has the exact distance of all reachable assets and no others", () => {
    fc.assert(
      fc.property(bundleLines(ALL), fc.constantFrom(...ALL), direction, (lines, start, towards) => {
        const inventory = inventoryWith(lines, start);
        const found = distancesOf(walk(createGraph(inventory), start, towards));
        expect(found).toEqual(new Map([...slowDistances(inventory, start, towards)].sort(byDistance)));
      }),
      { numRuns: 500 },
    );
  });

  test("given any start, when walked, then the certainty is that of the strongest shortest path", () => {
    let compared = 0;
    fc.assert(
      fc.property(bundleLines(PLAIN.slice(0, 5)), fc.constantFrom(...PLAIN.slice(0, 5)), (lines, start) => {
        const inventory = inventoryWith(lines, start);
        for (const { asset, distance, certainty } of walk(createGraph(inventory), start, "down").assets) {
          compared++;
          expect(CERTAINTIES.indexOf(certainty)).toBe(slowCertainty(inventory, start, asset.id, distance));
        }
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test("given any start, when walked, then every edge from a reached asset is a step of the answer", () => {
    let edges = 0;
    fc.assert(
      fc.property(bundleLines(ALL), fc.constantFrom(...ALL), direction, (lines, start, towards) => {
        const inventory = inventoryWith(lines, start);
        const answer = walk(createGraph(inventory), start, towards);
        const hops = new Map(answer.assets.map(({ asset, hops }) => [asset.id, hops]));
        const inside = new Set([start, ...answer.sameAs, ...hops.keys()]);
        const at = (place: { line: number }) => (step: { place: { line: number } }) =>
          step.place.line === place.line;
        for (const { bundle, near, far } of sides(inventory, towards)) {
          for (const { id } of near.filter((entry) => inside.has(entry.id))) {
            const onward = far.filter((entry) => entry.id !== start && entry.id !== id);
            for (const entry of onward) {
              const hop = hops.get(entry.id)?.find(at(bundle.place));
              expect(hop?.from).toContain(id);
              edges++;
            }
            if (far.every((entry) => entry.id === start)) {
              expect(answer.ends.find(at(bundle.place))?.from).toContain(id);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(edges).toBeGreaterThan(100);
  });

  test("given a depth, when walked, then the answer is the unlimited walk cut at that distance", () => {
    fc.assert(
      fc.property(
        bundleLines(ALL),
        fc.constantFrom(...ALL),
        fc.nat({ max: 4 }),
        direction,
        (lines, start, depth, towards) => {
          const graph = createGraph(inventoryWith(lines, start));
          const all = walk(graph, start, towards);
          const cut = walk(graph, start, towards, { depth });
          const within = all.assets.filter(({ distance }) => distance <= depth);
          expect(distancesOf(cut)).toEqual(
            new Map(within.map(({ asset, distance }) => [asset.id, distance])),
          );
          expect(cut.beyond).toBe(all.assets.length - within.length);
          expect(cut.ends.every(({ distance }) => distance <= depth)).toBe(true);
        },
      ),
    );
  });

  test("given bundles and assets in another order, when walked, then the answer is the same", () => {
    const shuffled = bundleLines(ALL).chain((lines) =>
      fc.tuple(
        fc.constant(lines),
        fc.shuffledSubarray(
          lines.map((_, at) => at),
          { minLength: lines.length },
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...ALL), direction, ([lines, order], start, towards) => {
        const inventory = inventoryWith(lines, start);
        const mixed = {
          ...inventory,
          assets: [...inventory.assets].reverse(),
          bundles: [...order, lines.length].flatMap((at) => inventory.bundles[at] ?? []),
        };
        const answer = walk(createGraph(inventory), start, towards);
        const shuffledAnswer = walk(createGraph(mixed), start, towards);
        expect(shape(shuffledAnswer)).toEqual(shape(answer));
      }),
    );
  });
});

/** A result without the order of its steps, which depends on the order of the bundles. */
function shape({ assets, ends, sameAs, beyond }: Walk) {
  const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).sort();
  const step = <Step extends { from: readonly string[] }>(item: Step) => ({
    ...item,
    from: [...item.from].sort(),
    ...("back" in item && { back: [...(item.back as string[])].sort() }),
  });
  return {
    assets: assets.map(({ hops, sameAs: same, ...rest }) => ({
      ...rest,
      hops: sorted(hops.map(step)),
      sameAs: sorted(same),
    })),
    ends: sorted(ends.map(step)),
    sameAs: sorted(sameAs),
    beyond,
  };
}

function byDistance(a: readonly [string, number], b: readonly [string, number]): number {
  return a[1] - b[1] || (a[0] < b[0] ? -1 : 1);
}
