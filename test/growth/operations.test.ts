import { expect, test } from "vitest";
import { operations } from "./operations.ts";

const numbers = Array.from({ length: 100 }, (_, at) => at);

test.each<[string, () => void]>([
  [
    "a loop in a loop",
    () => {
      for (const _ of numbers) for (const __ of numbers);
    },
  ],
  ["a call for each pair", () => numbers.filter((one) => numbers.some((other) => other === -one - 1))],
  ["a search for each", () => numbers.filter((one) => numbers.includes(-one - 1))],
  // biome-ignore lint/performance/noAccumulatingSpread: the copy is measured
  ["a copy for each", () => numbers.reduce<number[]>((all, one) => [...all, one], [])],
  [
    "a map for each",
    () => {
      const known = new Map<number, number>();
      for (const one of numbers) {
        known.set(one, one);
        Math.max(...known.keys());
      }
    },
  ],
])("given %s over 100 numbers, when counted, then there are more than 4,000 operations", async (_, run) => {
  expect(await operations(run)).toBeGreaterThan(4000);
});
