import { describe, expect, it } from "vitest";
import { collapse } from "../../src/report/pictures/collapse.ts";
import { toDot } from "../../src/report/pictures/dot.ts";
import { dotLabel, dotName } from "../../src/report/pictures/dot-text.ts";
import { DEFAULT_THEME, mergeThemes, nodeAttributes } from "../../src/report/pictures/dot-theme.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import type { DrawnNode } from "../../src/report/pictures/drawing.ts";
import { sampleInventory } from "../export/sample.ts";

const TWO = sampleInventory([{ flow: "f", task: "t", reads: ["a"], writes: ["b"] }], {
  b: { type: "io.kestra.plugin.ee.assets.Table", metadata: { model_layer: "mart" } },
});

describe("toDot", () => {
  it("given two assets, when written, then each node and edge is one statement", () => {
    const lines = toDot(draw(TWO)).split("\n");
    expect(lines[0]).toBe("digraph assets {");
    expect(lines.slice(4)).toEqual([
      '  "asset:a" [label="a\\nexternal", tooltip="a", style="filled,dashed", fillcolor=white, color="#7b8694", fontcolor="#4a5563"]',
      '  "asset:b" [label="b\\nTable · mart", tooltip="b\\ntype: io.kestra.plugin.ee.assets.Table\\nwritten by kestra.company.data / f / t", shape=cylinder, style=filled, margin="0.16,0.1", fillcolor="#d8f0dd", color="#2f7d4a"]',
      '  "asset:a" -> "asset:b" [tooltip="kestra.company.data / f / t"]',
      "}",
      "",
    ]);
  });

  it("given the inventory in another order, when written, then the bytes are the same", () => {
    const tasks = [
      { flow: "f", task: "t", reads: ["a"], writes: ["b", "c"] },
      { flow: "g", task: "u", reads: ["c"], writes: ["d"] },
    ];
    const forward = sampleInventory(tasks);
    const turned = {
      ...forward,
      assets: [...forward.assets].reverse(),
      bundles: [...forward.bundles].reverse(),
    };
    expect(toDot(draw(turned, { flows: true }))).toBe(toDot(draw(forward, { flows: true })));
  });

  it("given clusters, when written, then each has a frame", () => {
    const dot = toDot(draw(TWO, { cluster: "layer" }));
    expect(dot).toContain('  subgraph cluster_1 {\n    graph [label="mart"');
  });

  it("given collapsed groups, when written, then the edges between them are counted", () => {
    const inventory = sampleInventory([{ flow: "f", task: "t", reads: ["a", "b"], writes: ["c"] }], {
      a: { metadata: { layer: "raw" } },
      b: { metadata: { layer: "raw" } },
      c: { metadata: { layer: "mart" } },
    });
    const drawing = collapse(draw(inventory, { cluster: "layer" }));
    expect(drawing.nodes.map((node) => [node.key, node.notes])).toEqual([
      ["group:mart", ["1 asset"]],
      ["group:raw", ["2 assets"]],
    ]);
    expect(toDot(drawing)).toContain('"group:raw" -> "group:mart" [label="2 edges"]');
  });
});

describe("text in DOT", () => {
  it("given hostile text, when written as a label, then it stays inside the label", () => {
    expect(dotLabel(['"] evil [', "\\N", "<b>&amp;", "a\u001bb"])).toBe(
      '"\\"] evil [\\n\\\\N\\n&lt;b&gt;&amp;amp;\\na\\\\u001bb"',
    );
  });

  it("given hostile text, when written as a name, then it is percent-encoded", () => {
    expect(dotName('a"b\\')).toBe('"a%22b%5C"');
    expect(dotName("asset:a.b-c_d/e")).toBe('"asset:a.b-c_d/e"');
    expect(dotName("🚀%")).toBe('"%F0%9F%9A%80%25"');
  });
});

describe("a theme", () => {
  const node: DrawnNode = { key: "k", kind: "asset", title: "k", notes: [], details: [], layer: "Mart_EU" };

  it("given a layer of several words, when matched, then its first word counts", () => {
    expect(nodeAttributes(DEFAULT_THEME, node)).toEqual({ fillcolor: "#d8f0dd", color: "#2f7d4a" });
  });

  it("given another theme over the default one, when merged, then its attributes win", () => {
    const theme = mergeThemes(DEFAULT_THEME, {
      graph: { rankdir: "TB" },
      nodes: [{ when: { layer: "mart" }, attributes: { fillcolor: "pink" } }],
    });
    expect(nodeAttributes(theme, node)).toEqual({ fillcolor: "pink", color: "#2f7d4a" });
    expect(toDot(draw(TWO), theme)).toContain("rankdir=TB");
  });
});
