import { expect, test } from "vitest";
import { createExplorer } from "../../src/graph/explorer.ts";
import { createGraph } from "../../src/graph/graph.ts";
import { smallInventory } from "./small-inventory.ts";

/** Each cycle as what its steps read and by which task; then how many assets feed each other. */
function cyclesIn(lines: readonly string[]) {
  return createExplorer(createGraph(smallInventory(lines)))
    .cycles()
    .map(({ steps, assets }) => [...steps.map(({ input, bundle }) => `${input.id} ${bundle.task}`), assets]);
}

test("given assets that feed each other, then one cycle with the task of each step", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c", "f/c: c -> a", "f/d: c -> d"])).toEqual([
    ["a a", "b b", "c c", 3],
  ]);
});

test("given cycles that share an asset, then the shortest speaks for all", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c", "f/c: c -> a", "f/d: c -> d", "f/e: d -> c"])).toEqual([
    ["c d", "d e", 4],
  ]);
});

test("given cycles of one length, then that through the lowest id, and of equal steps the first", () => {
  expect(cyclesIn(["f/a: b -> a, c", "f/b: a, c -> b", "f/c: a -> b"])).toEqual([["a b", "b a", 3]]);
});

test("given cycles apart from each other, then each is one", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> a", "g/a: x -> y", "g/b: y -> x"])).toEqual([
    ["a a", "b b", 2],
    ["x a", "y b", 2],
  ]);
});

test("given no cycle of plain assets, then none", () => {
  expect(cyclesIn(["f/a: a -> b", "f/b: b -> c, d", "f/c: c -> d"])).toEqual([]);
  expect(cyclesIn(["f/a: a -> a"])).toEqual([]);
  expect(cyclesIn(["f/a: a -> x-*", "f/b: x-* -> a"])).toEqual([]);
});

test("given a cycle of 20,000 assets, then it is found without exhausting the stack", () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `f/t: a${n} -> a${(n + 1) % 20_000}`);
  const [only] = createExplorer(createGraph(smallInventory(lines))).cycles();
  expect(only?.steps).toHaveLength(20_000);
  expect(only?.assets).toBe(20_000);
});
