import { describe, expect, it } from "vitest";
import { draw } from "../../src/report/pictures/draw.ts";
import { drawDifference } from "../../src/report/pictures/draw-difference.ts";
import type { Drawing } from "../../src/report/pictures/drawing.ts";
import { COMPANY, COMPANY_LINKS, sampleInventory } from "../export/sample.ts";

const keys = (drawing: Drawing) => drawing.nodes.map((node) => node.key);
const arrows = (drawing: Drawing) => drawing.edges.map((edge) => `${edge.from} ${edge.kind} ${edge.to}`);

const CHAIN = sampleInventory([
  { flow: "f", task: "one", reads: ["a"], writes: ["b"] },
  { flow: "f", task: "two", reads: ["b"], writes: ["c"] },
  { flow: "g", task: "three", reads: ["c"], writes: ["d"] },
  { flow: "h", task: "aside", reads: ["z"], writes: ["c"] },
]);

describe("draw", () => {
  it("draws edges inside bundles only", () => {
    const cases = sampleInventory([
      { flow: "f", task: "t", reads: ["stg_dev"], writes: ["mart_dev"] },
      { flow: "f", task: "t", reads: ["stg_prod"], writes: ["mart_prod"] },
    ]);
    expect(arrows(draw(cases))).toEqual([
      "asset:stg_dev upstream-of asset:mart_dev",
      "asset:stg_prod upstream-of asset:mart_prod",
    ]);
  });

  it("draws no edge from an asset to itself", () => {
    const updating = sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["a"] }]);
    expect(arrows(draw(updating))).toEqual([]);
  });

  it("shows flows with what they produce and consume", () => {
    const drawing = draw(sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["b"] }]), {
      flows: true,
    });
    expect(arrows(drawing)).toEqual([
      "asset:a upstream-of asset:b",
      "asset:a consumed-by flow:kestra.company.data/f",
      "flow:kestra.company.data/f produces asset:b",
    ]);
  });

  it("ties a pattern to what it may be", () => {
    expect(arrows(draw(COMPANY, { links: COMPANY_LINKS }))).toContain(
      "asset:snapshot-* may-be asset:snapshot-2026-11",
    );
  });

  it("keeps what is within the depth of the focus, up or down, and counts the rest", () => {
    const drawing = draw(CHAIN, { focus: new Set(["b"]), depth: 1 });
    expect(keys(drawing)).toEqual(["asset:a", "asset:b", "asset:c"]);
    expect(drawing.hidden).toBe(2);
    // What feeds c from the side is no neighbour of b.
    expect(keys(draw(CHAIN, { focus: new Set(["b"]), depth: 2 }))).toEqual([
      "asset:a",
      "asset:b",
      "asset:c",
      "asset:d",
    ]);
  });

  it("draws only the assets it is given", () => {
    expect(arrows(draw(CHAIN, { keep: new Set(["b", "c"]) }))).toEqual(["asset:b upstream-of asset:c"]);
  });

  it("groups by the namespace of the writers when the asset declares none", () => {
    const drawing = draw(COMPANY, { cluster: "namespace" });
    const clusterOf = (key: string) => drawing.nodes.find((node) => node.key === key)?.cluster;
    expect(clusterOf("asset:windows-web-01")).toBe("kestra.company.infra");
    expect(clusterOf("asset:sample_data.nyc.taxi")).toBeUndefined();
  });
});

describe("drawDifference", () => {
  const head = sampleInventory([
    { flow: "f", task: "one", reads: ["a"], writes: ["b"] },
    { flow: "f", task: "two", reads: ["b"], writes: ["new"] },
    { flow: "g", task: "three", reads: ["c"], writes: ["d"] },
    { flow: "h", task: "aside", reads: ["z"], writes: ["c"] },
  ]);

  it("marks what one side has alone", () => {
    const drawing = drawDifference(CHAIN, head);
    expect(drawing.nodes.filter((node) => node.change).map((node) => [node.key, node.change])).toEqual([
      ["asset:new", "added"],
    ]);
    expect(
      drawing.edges.filter((edge) => edge.change).map((edge) => [edge.from, edge.to, edge.change]),
    ).toEqual([
      ["asset:b", "asset:c", "removed"],
      ["asset:b", "asset:new", "added"],
    ]);
  });

  it("marks an asset that both sides have and that differs", () => {
    const described = sampleInventory([{ flow: "f", task: "one", reads: ["a"], writes: ["b"] }], {
      b: { metadata: { owner: "data" } },
    });
    const before = sampleInventory([{ flow: "f", task: "one", reads: ["a"], writes: ["b"] }]);
    expect(
      drawDifference(before, described).nodes.map((node) => [node.key, node.change, node.notes]),
    ).toEqual([
      ["asset:a", undefined, ["external"]],
      ["asset:b", "changed", ["changed"]],
    ]);
  });

  it("keeps the links of patterns on both sides", () => {
    const drawing = drawDifference(COMPANY, COMPANY, { links: new Set(COMPANY_LINKS).values() });
    expect(drawing.edges.filter((edge) => edge.kind === "may-be").map((edge) => edge.change)).toEqual([
      undefined,
    ]);
  });

  it("shows the surroundings of what changed", () => {
    expect(keys(drawDifference(CHAIN, head, { depth: 0 }))).toEqual(["asset:b", "asset:c", "asset:new"]);
  });
});
