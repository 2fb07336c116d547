import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { lineage } from "../../src/graph/lineage.ts";
import { shortestPaths } from "../../src/graph/paths.ts";
import type { Gap } from "../../src/model/model.ts";
import { gap, smallInventory } from "./small-inventory.ts";

const lines = ["pipe/stage: taxi -> trips", "report/print: trips ->", "other/build: x -> y"];
const impactOf = (id: string, gaps: readonly Gap[] = [], more: readonly string[] = []) =>
  impact(createGraph(smallInventory([...lines, ...more], gaps)), id);
const kinds = (gaps: readonly Gap[]) => gaps.map(({ kind, flow }) => `${kind} ${flow ?? "-"}`);

test("given an asset, when its impact is asked for, then downstream assets and reading tasks are listed", () => {
  const answer = impactOf("taxi");
  expect(answer.asset.id).toBe("taxi");
  expect(answer.assets.map(({ asset }) => asset.id)).toEqual(["trips"]);
  expect(answer.consumers).toMatchObject([{ flow: "report", task: "print", from: ["trips"], distance: 2 }]);
  expect(answer.unknown).toEqual({ here: [], elsewhere: [] });
});

describe("gaps in an impact", () => {
  test("given gaps in the flows of the answer, when asked, then all of them are listed", () => {
    const gaps = (["loop", "error", "invalid", "bound", "auto"] as const).map((kind) => gap(kind, "report"));
    expect(kinds(impactOf("taxi", gaps).unknown.here)).toHaveLength(5);
  });

  test("given gaps in other flows, when asked, then only those that could hide a reader are listed", () => {
    const all = (["file", "loop", "dynamic", "auto", "error", "invalid", "bound"] as const).map((kind) =>
      gap(kind, kind === "file" ? undefined : "other"),
    );
    const { here, elsewhere } = impactOf("taxi", all).unknown;
    expect(here).toEqual([]);
    expect(kinds(elsewhere)).toEqual(["file -", "dynamic other", "auto other"]);
  });

  test("given tasks that may read or write any asset, when asked, then readers matter down and writers up", () => {
    const gaps: Gap[] = [
      { ...gap("run-time", "in", "t"), hides: ["inputs"] },
      { ...gap("loop", "looped", "t"), hides: ["inputs"] },
      { ...gap("run-time", "out", "t"), hides: ["outputs"] },
      gap("loop", "patterned", "t"),
    ];
    expect(kinds(impactOf("taxi", gaps).unknown.elsewhere)).toEqual(["run-time in", "loop looped"]);
    const graph = createGraph(smallInventory(lines, gaps));
    const up = lineage(graph, "trips", { directions: ["up"] });
    expect(kinds(up.unknown.elsewhere)).toEqual(["run-time out"]);
  });

  test("given a task that may write any asset, when a path is asked for, then its gap is listed", () => {
    const gaps: Gap[] = [{ ...gap("run-time", "out", "t"), hides: ["outputs"] }];
    const graph = createGraph(smallInventory(lines, gaps));
    const [x, trips] = [graph.nodeOf("x") ?? -1, graph.nodeOf("trips") ?? -1];
    expect(kinds(shortestPaths(graph, [x], [trips]).unknown.elsewhere)).toEqual(["run-time out"]);
  });

  test("given a flow with the same id in another namespace, when it has a gap, then it is another flow", () => {
    const gapElsewhere = { ...gap("error", "pipe"), namespace: "elsewhere" };
    expect(impactOf("taxi", [gapElsewhere]).unknown).toEqual({ here: [], elsewhere: [] });
  });
});

describe("lineage", () => {
  const graph = createGraph(smallInventory(lines));

  test("given no direction, when asked, then both directions are answered", () => {
    const { up, down } = lineage(graph, "trips");
    expect(up?.assets.map(({ asset }) => asset.id)).toEqual(["taxi"]);
    expect(down?.ends.map(({ task }) => task)).toEqual(["print"]);
  });

  test("given one direction, when asked, then the other is left out", () => {
    expect(lineage(graph, "trips", { directions: ["down"] })).not.toHaveProperty("up");
  });
});
