import { describe, expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { lineage } from "../../src/graph/lineage.ts";
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

  test("given ids without a known character, when asked, then those that could continue the walk are listed", () => {
    const more = ["in/t: * -> a", "out/t: b -> *", "gone/t: c -> d"];
    const gaps = [gap("run-time", "in", "t"), gap("run-time", "out", "t"), gap("run-time", "gone", "t")];
    expect(kinds(impactOf("taxi", gaps, more).unknown.elsewhere)).toEqual(["run-time in", "run-time gone"]);
    const up = lineage(createGraph(smallInventory([...lines, ...more], gaps)), "trips", {
      directions: ["up"],
    });
    expect(kinds(up.unknown.elsewhere)).toEqual(["run-time out", "run-time gone"]);
  });

  test("given a flow with the same id in another namespace, when it has a gap, then it is another flow", () => {
    const other = { ...gap("error", "pipe"), namespace: "elsewhere" };
    expect(impactOf("taxi", [other]).unknown).toEqual({ here: [], elsewhere: [] });
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
