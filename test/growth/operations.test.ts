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
  ["a call for each of each", () => numbers.filter((each) => numbers.some((other) => other === -each - 1))],
  ["looking for each", () => numbers.filter((each) => numbers.includes(-each - 1))],
  // biome-ignore lint/performance/noAccumulatingSpread: that is what must be seen
  ["a copy for each", () => numbers.reduce<number[]>((all, each) => [...all, each], [])],
  [
    "a map for each",
    () => {
      const known = new Map<number, number>();
      for (const each of numbers) {
        known.set(each, each);
        Math.max(...known.keys());
      }
    },
  ],
])("sees %s", async (_, run) => {
  expect(await operations(run)).toBeGreaterThan(4000);
});
