import { describe, expect, it } from "vitest";
import { layOutPicture } from "../../src/workspace/lay-out-picture.ts";

/** Edges between a few thousand nodes, all over each other: minutes of work for Graphviz. */
function tangle(): string {
  const edges = Array.from({ length: 20_000 }, (_, n) => `n${(n * 7919) % 3001} -> n${(n * n) % 2999}`);
  return `digraph { ${edges.join("; ")} }`;
}

describe("a layout", () => {
  it("given DOT text, then it is SVG with every node", async () => {
    const svg = await layOutPicture("digraph { first -> second }", { nodes: 2, edges: 1 });
    expect(svg).toContain("<title>first&#45;&gt;second</title>");
    expect(svg).toMatch(/<\/svg>\n$/);
  });

  it("given text that Graphviz refuses, then it says why", async () => {
    await expect(layOutPicture("digraph {", { nodes: 0, edges: 0 })).rejects.toThrow(
      "Graphviz error: Error: syntax error in line 1",
    );
  });

  it("given a time limit that has passed, then it says the way out", async () => {
    await expect(layOutPicture("digraph { a -> b }", { nodes: 2, edges: 1 }, 0)).rejects.toMatchObject({
      message: "The picture has 2 nodes and 1 edges; Graphviz did not finish it within 0 s.",
      hint: expect.stringContaining('"--format dot"'),
      exitCode: 1,
    });
  });

  it("given a time limit that passes while Graphviz works, then its threads are ended", async () => {
    // Rejects when they have ended: until then the layout would go on.
    await expect(layOutPicture(tangle(), { nodes: 3001, edges: 20_000 }, 2000)).rejects.toThrow(
      "Graphviz did not finish it within 2 s.",
    );
  });
});
