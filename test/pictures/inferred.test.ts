import { describe, expect, test } from "vitest";
import { collapse } from "../../src/report/pictures/collapse.ts";
import { toDot } from "../../src/report/pictures/dot.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import { toMermaid } from "../../src/report/pictures/mermaid.ts";
import { sampleInventory } from "../export/sample.ts";

/** a → b is declared, b → c is inferred, c → d is both. */
const INVENTORY = sampleInventory([
  { flow: "f", task: "one", reads: ["a"], writes: ["b"] },
  { flow: "f", task: "two", reads: ["b"], writes: ["c"], inferred: true },
  { flow: "f", task: "three", reads: ["c"], writes: ["d"] },
  { flow: "f", task: "four", reads: ["c"], writes: ["d"], inferred: true },
]);

describe("an edge that no task declares", () => {
  const drawing = draw(INVENTORY);

  test("given declared and inferred edges, when drawn, then only the one that no task declares is inferred", () => {
    expect(drawing.edges.map(({ from, to, inferred }) => [from, to, inferred])).toEqual([
      ["asset:a", "asset:b", undefined],
      ["asset:b", "asset:c", true],
      ["asset:c", "asset:d", undefined],
    ]);
  });

  test("given DOT, when printed, then it is lighter", () => {
    const edges = toDot(drawing)
      .split("\n")
      .filter((line) => line.includes("->"));
    expect(edges.map((line) => /(?<!font)color="?(#\w+)/.exec(line)?.[1])).toEqual([
      undefined,
      "#aab3bf",
      undefined,
    ]);
  });

  test("given Mermaid, when printed, then its line is lighter", () => {
    expect(toMermaid(drawing)).toMatch(/\n {2}linkStyle 1 stroke:#aab3bf\n$/);
  });

  test("given edges between groups, when joined, then a declared one makes them declared", () => {
    const [one, two] = ["g", "h"];
    const grouped = {
      ...drawing,
      nodes: drawing.nodes.map((node) => ({ ...node, cluster: node.key < "asset:c" ? one : two })),
    };
    expect(collapse(grouped).edges.map(({ inferred }) => inferred)).toEqual([true]);
  });
});
