import { expect, test } from "vitest";
import { SHAPES, type Shape } from "./repository.ts";
import { countSteps } from "./steps.ts";

const FILES = 40;

interface Counted {
  readonly step: string;
  /** Operations with so many files, with twice and with four times as many. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly perFile: number;
}

const known = new Map<Shape, Promise<readonly Counted[]>>();

function threeSizes(shape: Shape): Promise<readonly Counted[]> {
  const counted = known.get(shape) ?? count(shape);
  known.set(shape, counted);
  return counted;
}

async function count(shape: Shape): Promise<readonly Counted[]> {
  // What is computed once for a process is computed here.
  await countSteps(shape, 10);
  const [small, double, fourfold] = [
    await countSteps(shape, FILES),
    await countSteps(shape, 2 * FILES),
    await countSteps(shape, 4 * FILES),
  ];
  return [...small].map(([step, first]) => {
    const [second, third] = [double.get(step) ?? 0, fourfold.get(step) ?? 0];
    return { step, first, second, third, perFile: (third - second) / (2 * FILES) };
  });
}

/** Twice the files more cost twice as much, and a little for sorting; with the square of the files it would be four times. */
const MOST_GROWTH = 2.5;

/** A step whose counts differ by less does not grow. */
const NO_GROWTH = 300;

test.each(Object.entries(SHAPES))("no step grows faster than the files: %s", async (_, shape) => {
  const counted = await threeSizes(shape);
  expect(counted).toHaveLength(19);
  const tooFast = counted.filter(
    ({ first, second, third }) =>
      third - second > NO_GROWTH && third - second > MOST_GROWTH * Math.max(second - first, NO_GROWTH / 2),
  );
  expect(tooFast).toEqual([]);
});

test("what does not change costs next to nothing", async () => {
  const counted = await threeSizes(SHAPES["a chain that begins anew every five flows"] ?? (() => ""));
  const perFile = (step: string) => counted.find((each) => each.step === step)?.perFile ?? Number.NaN;
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
  const tooMany = Object.entries(most).filter(([step, count]) => !(perFile(step) <= count));
  expect(tooMany).toEqual([]);
});
