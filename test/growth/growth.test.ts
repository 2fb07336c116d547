import { expect, test } from "vitest";
import { SHAPES, type Shape } from "./repository.ts";
import { countSteps } from "./steps.ts";

const FILES = 160;

interface Counted {
  readonly step: string;
  /** Operations per additional file: from FILES to 2 * FILES (`few`), and from 2 * FILES to 4 * FILES (`many`). */
  readonly few: number;
  readonly many: number;
}

const known = new Map<Shape, Promise<readonly Counted[]>>();

function counted(shape: Shape): Promise<readonly Counted[]> {
  const before = known.get(shape) ?? count(shape);
  known.set(shape, before);
  return before;
}

async function count(shape: Shape): Promise<readonly Counted[]> {
  // Computes the values that are computed once per process.
  await countSteps(shape, 10);
  const [first, second, third] = [
    await countSteps(shape, FILES),
    await countSteps(shape, 2 * FILES),
    await countSteps(shape, 4 * FILES),
  ];
  const between = (from: ReadonlyMap<string, number>, to: ReadonlyMap<string, number>, step: string) =>
    (to.get(step) ?? Number.NaN) - (from.get(step) ?? Number.NaN);
  return [...first.keys()].map((step) => ({
    step,
    few: between(first, second, step) / FILES,
    many: between(second, third, step) / (2 * FILES),
  }));
}

/**
 * The growth of a step that reads all files again for every second file: 1.5 * FILES operations per file. Sorting adds
 * a few operations for each doubling.
 */
const MAX_GROWTH = 1.5 * FILES;

test.each(Object.entries(SHAPES))(
  "given %s, when there are more files, then no step grows faster than their number",
  async (_, shape) => {
    const steps = await counted(shape);
    expect(steps).toHaveLength(19);
    expect(steps.filter(({ few, many }) => !(many - few < MAX_GROWTH))).toEqual([]);
  },
);

test("given unchanged files, when a command runs again, then each costs next to nothing", async () => {
  const steps = await counted(SHAPES["a chain that begins anew every five flows"] ?? (() => ""));
  const perFile = (name: string) => steps.find(({ step }) => step === name)?.many ?? Number.NaN;
  // For comparison: reading, resolving and writing a file takes several thousand operations.
  expect(perFile("first scan")).toBeGreaterThan(3000);
  const most = {
    "scan of the same files": 200,
    "scan after one change": 500,
    "lint of one file after its change": 200,
    "open the index": 10,
    impact: 40,
    lineage: 60,
  };
  expect(Object.entries(most).filter(([step, count]) => !(perFile(step) <= count))).toEqual([]);
});
