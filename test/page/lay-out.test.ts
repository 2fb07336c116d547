import { describe, expect, test } from "vitest";
import { layOutGraph } from "../../src/report/page/layout/lay-out.ts";
import { spread } from "../../src/report/page/layout/spread.ts";

const BOX = { width: 100, height: 20 };

function boxes(number: number) {
  return Array.from({ length: number }, () => BOX);
}

describe("given boxes of 100 x 20 with gaps of 70 and 14", () => {
  test("when they form a chain, then they stand in one line, left to right", () => {
    const { x, y, width, height } = layOutGraph(boxes(3), [
      [2, 0],
      [0, 1],
    ]);
    expect(x).toEqual([220, 390, 50]);
    expect(y).toEqual([10, 10, 10]);
    expect([width, height]).toEqual([440, 20]);
  });

  test("when one feeds two, then it stands between them", () => {
    const { x, y } = layOutGraph(boxes(3), [
      [0, 1],
      [0, 2],
    ]);
    expect(x).toEqual([50, 220, 220]);
    expect(y).toEqual([27, 10, 44]);
  });

  test("when an edge crosses a rank, then it bends around the box there", () => {
    const { x, y, bends } = layOutGraph(boxes(3), [
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
    expect(x).toEqual([50, 220, 390]);
    expect(bends[0]).toEqual([]);
    const [bendX, bendY = 0] = bends[2] ?? [];
    expect(bendX).toBe(220);
    expect(Math.abs(bendY - (y[1] ?? 0))).toBeGreaterThan(10);
  });

  test("when there is a cycle, then one edge leads back and none is lost", () => {
    expect(
      layOutGraph(boxes(2), [
        [0, 1],
        [1, 0],
      ]).x,
    ).toEqual([50, 220]);
    expect(layOutGraph(boxes(1), [[0, 0]]).x).toEqual([50]);
  });

  test("when a source feeds a late box only, then it stands right before it", () => {
    const { x } = layOutGraph(boxes(4), [
      [0, 1],
      [1, 2],
      [3, 2],
    ]);
    expect(x).toEqual([50, 220, 390, 220]);
  });

  test("when parts are not connected, then they stand below one another, and single boxes last", () => {
    const { y } = layOutGraph(boxes(5), [
      [0, 1],
      [2, 3],
    ]);
    expect(y).toEqual([10, 10, 66, 66, 122]);
  });
});

test("given wanted places too near, when spread, then pools keep their mean", () => {
  expect(spread([0, 1, 10], [0, 4, 4])).toEqual([-1.5, 2.5, 10]);
  expect(spread([5, 5, 5], [0, 10, 10])).toEqual([-5, 5, 15]);
});
