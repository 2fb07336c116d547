import { expect, test } from "vitest";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { smallInventory } from "./small-inventory.ts";

/** The cycles: the input and task of each step, then the number of assets in the component. */
function cyclesIn(lines: readonly string[]) {
  return createExplorer(createGraph(smallInventory(lines)))
    .cycles()
    .map(({ steps, assets }) => [...steps.map(({ input, bundle }) => `${input.id} ${bundle.task}`), assets]);
}

test("given assets that feed each other, when searched, then there is one cycle with the task of each step", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c", "f/c: c -> a", "f/d: c -> d"])).toEqual([
    ["a a", "b b", "c c", 3],
  ]);
});

test("given cycles that share an asset, when searched, then the shortest represents all", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c", "f/c: c -> a", "f/d: c -> d", "f/e: d -> c"])).toEqual([
    ["c d", "d e", 4],
  ]);
});

test("given cycles of equal length, when searched, then the lowest id and the first step are chosen", () => {
  expect(cyclesIn(["f/a: b -> a, c", "f/b: a, c -> b", "f/c: a -> b"])).toEqual([["a b", "b a", 3]]);
});

test("given separate cycles, when searched, then each is found", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> a", "g/a: x -> y", "g/b: y -> x"])).toEqual([
    ["a a", "b b", 2],
    ["x a", "y b", 2],
  ]);
});

test("given no cycle of plain assets, when searched, then none is found", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c, d", "f/c: c -> d"])).toEqual([]);
  expect(cyclesIn(["f/a: a -> a"])).toEqual([]);
  expect(cyclesIn(["f/a: a -> x-*", "f/b: x-* -> a"])).toEqual([]);
});

test("given a cycle of 20,000 assets, when searched, then it is found without exhausting the stack", () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `f/t: a${n} -> a${(n + 1) % 20_000}`);
  const [only] = createExplorer(createGraph(smallInventory(lines))).cycles();
  expect(only?.steps).toHaveLength(20_000);
  expect(only?.assets).toBe(20_000);
});
