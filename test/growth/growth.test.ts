import { expect, test } from "vitest";
import { SHAPES, type Shape } from "./repository.ts";
import { countSteps } from "./steps.ts";

const FILES = 160;

interface Counted {
  readonly step: string;
  /** Operations for each file more, from so many files to twice as many, and from there to four times as many. */
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
  // What is computed once for a process is computed here.
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
 * A step that looks at every file for every second one adds as many operations to each as there are files more: 1.5 times
 * FILES. What has to be sorted adds some for each doubling.
 */
const MOST_GROWTH = 1.5 * FILES;

test.each(Object.entries(SHAPES))("no step grows faster than the files: %s", async (_, shape) => {
  const steps = await counted(shape);
  expect(steps).toHaveLength(19);
  expect(steps.filter(({ few, many }) => !(many - few < MOST_GROWTH))).toEqual([]);
});

test("what did not change costs next to nothing", async () => {
  const steps = await counted(SHAPES["a chain that begins anew every five flows"] ?? (() => ""));
  const perFile = (step: string) => steps.find((each) => each.step === step)?.many ?? Number.NaN;
  // To compare: a file that is read, resolved and written takes some thousands.
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
