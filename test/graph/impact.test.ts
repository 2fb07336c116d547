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

test("names what is downstream, and the tasks that only read", () => {
  const answer = impactOf("taxi");
  expect(answer.asset.id).toBe("taxi");
  expect(answer.assets.map(({ asset }) => asset.id)).toEqual(["trips"]);
  expect(answer.consumers).toMatchObject([{ flow: "report", task: "print", from: ["trips"], distance: 2 }]);
  expect(answer.unknown).toEqual({ here: [], elsewhere: [] });
});

describe("known gaps", () => {
  test("every gap of the flows that the answer names", () => {
    const gaps = (["loop", "error", "invalid", "bound", "auto"] as const).map((kind) => gap(kind, "report"));
    expect(kinds(impactOf("taxi", gaps).unknown.here)).toHaveLength(5);
  });

  test("elsewhere, only what could hide a reader", () => {
    const all = (["file", "loop", "dynamic", "auto", "error", "invalid", "bound"] as const).map((kind) =>
      gap(kind, kind === "file" ? undefined : "other"),
    );
    const { here, elsewhere } = impactOf("taxi", all).unknown;
    expect(here).toEqual([]);
    expect(kinds(elsewhere)).toEqual(["file -", "dynamic other", "auto other"]);
  });

  test("what may read any asset continues a walk down, what may write any asset a walk up", () => {
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

  test("a connection may go by what is read and by what is written", () => {
    const gaps: Gap[] = [{ ...gap("run-time", "out", "t"), hides: ["outputs"] }];
    const graph = createGraph(smallInventory(lines, gaps));
    const [x, trips] = [graph.nodeOf("x") ?? -1, graph.nodeOf("trips") ?? -1];
    expect(kinds(shortestPaths(graph, [x], [trips]).unknown.elsewhere)).toEqual(["run-time out"]);
  });

  test("a flow of the same id in another namespace is another flow", () => {
    const other = { ...gap("error", "pipe"), namespace: "elsewhere" };
    expect(impactOf("taxi", [other]).unknown).toEqual({ here: [], elsewhere: [] });
  });
});

describe("lineage", () => {
  const graph = createGraph(smallInventory(lines));

  test("goes both ways when nothing is said", () => {
    const { up, down } = lineage(graph, "trips");
    expect(up?.assets.map(({ asset }) => asset.id)).toEqual(["taxi"]);
    expect(down?.ends.map(({ task }) => task)).toEqual(["print"]);
  });

  test("leaves out the way that was not asked for", () => {
    expect(lineage(graph, "trips", { directions: ["down"] })).not.toHaveProperty("up");
  });
});
