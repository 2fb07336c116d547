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
  it("given two cases of one task, when drawn, then edges stay inside each bundle", () => {
    const cases = sampleInventory([
      { flow: "f", task: "t", reads: ["stg_dev"], writes: ["mart_dev"] },
      { flow: "f", task: "t", reads: ["stg_prod"], writes: ["mart_prod"] },
    ]);
    expect(arrows(draw(cases))).toEqual([
      "asset:stg_dev upstream-of asset:mart_dev",
      "asset:stg_prod upstream-of asset:mart_prod",
    ]);
  });

  it("given a task that reads and writes one asset, when drawn, then there is no edge to itself", () => {
    const updating = sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["a"] }]);
    expect(arrows(draw(updating))).toEqual([]);
  });

  it("given flows, when drawn, then they have edges to what they produce and consume", () => {
    const drawing = draw(sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["b"] }]), {
      flows: true,
    });
    expect(arrows(drawing)).toEqual([
      "asset:a consumed-by flow:kestra.company.data/f",
      "flow:kestra.company.data/f produces asset:b",
    ]);
  });

  it("given a flow whose tasks share no assets, when drawn with flows, then the edges between assets stay", () => {
    const two = sampleInventory([
      { flow: "f", task: "t", reads: ["a"], writes: ["b"] },
      { flow: "f", task: "u", reads: ["c"], writes: ["d"] },
    ]);
    expect(arrows(draw(two, { flows: true })).filter((arrow) => arrow.includes("upstream-of"))).toEqual([
      "asset:a upstream-of asset:b",
      "asset:c upstream-of asset:d",
    ]);
  });

  it("given labels on edges, when drawn, then they name the tasks", () => {
    const tasks = ["one", "two", "three"].map((task) => ({ flow: "f", task, reads: ["a"], writes: ["b"] }));
    const [edge] = draw(sampleInventory(tasks), { edgeLabels: true }).edges;
    expect(edge?.label).toBe("one, three and 1 more");
    expect(draw(sampleInventory(tasks)).edges[0]?.label).toBeUndefined();
  });

  it("given a pattern, when drawn, then it is linked to the ids that it may be", () => {
    expect(arrows(draw(COMPANY, { links: COMPANY_LINKS }))).toContain(
      "asset:snapshot-* may-be asset:snapshot-2026-11",
    );
  });

  it("given a focus and a depth, when drawn, then assets up and down within it are kept and others counted", () => {
    const drawing = draw(CHAIN, { focus: new Set(["b"]), depth: 1 });
    expect(keys(drawing)).toEqual(["asset:a", "asset:b", "asset:c"]);
    expect(drawing.hidden).toBe(2);
    // Other inputs of c are not neighbours of b.
    expect(keys(draw(CHAIN, { focus: new Set(["b"]), depth: 2 }))).toEqual([
      "asset:a",
      "asset:b",
      "asset:c",
      "asset:d",
    ]);
  });

  it("given assets to keep, when drawn, then only these are drawn", () => {
    expect(arrows(draw(CHAIN, { keep: new Set(["b", "c"]) }))).toEqual(["asset:b upstream-of asset:c"]);
  });

  it("given an asset without a namespace, when grouped, then the namespace of its writers counts", () => {
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

  it("given assets and edges on one side only, when drawn, then they are marked added or removed", () => {
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

  it("given an asset that differs, when drawn, then it is marked changed", () => {
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

  it("given a breaking change, when drawn, then it says so and the broken flow is a node", () => {
    const before = sampleInventory([
      { flow: "f", task: "one", reads: ["a"], writes: ["b"] },
      { flow: "g", task: "two", reads: ["b"], writes: [] },
    ]);
    const after = sampleInventory([{ flow: "g", task: "two", reads: ["b"], writes: [] }]);
    const breaks = {
      breaking: new Set(["b"]),
      broken: [{ namespace: "kestra.company.data", flow: "g", assets: ["b"] }],
    };
    const drawing = drawDifference(before, after, { breaks });
    expect(drawing.nodes.map((node) => [node.title, node.notes])).toEqual([
      ["a", ["external", "removed"]],
      ["b", ["external", "changed", "breaking"]],
      ["g", ["flow", "kestra.company.data", "broken"]],
    ]);
    expect(arrows(drawing)).toContain("asset:b consumed-by flow:kestra.company.data/g");
  });

  it("given links of patterns on both sides, when drawn, then they are kept without a mark", () => {
    const drawing = drawDifference(COMPANY, COMPANY, { links: new Set(COMPANY_LINKS).values() });
    expect(drawing.edges.filter((edge) => edge.kind === "may-be").map((edge) => edge.change)).toEqual([
      undefined,
    ]);
  });

  it("given a depth of 0, when drawn, then only the ends of changed edges are kept", () => {
    expect(keys(drawDifference(CHAIN, head, { depth: 0 }))).toEqual(["asset:b", "asset:c", "asset:new"]);
  });
});
