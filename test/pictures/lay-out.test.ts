import { describe, expect, it } from "vitest";
import { layOutPicture } from "../../src/workspace/lay-out-picture.ts";

/** A graph with many edges between a few thousand nodes. Its layout takes Graphviz minutes. */
function denseGraph(): string {
  const edges = Array.from({ length: 20_000 }, (_, n) => `n${(n * 7919) % 3001} -> n${(n * n) % 2999}`);
  return `digraph { ${edges.join("; ")} }`;
}

describe("a layout", () => {
  it("given DOT text, when laid out, then the result is SVG with every node", async () => {
    const svg = await layOutPicture("digraph { first -> second }", { nodes: 2, edges: 1 });
    expect(svg).toContain("<title>first&#45;&gt;second</title>");
    expect(svg).toMatch(/<\/svg>\n$/);
  });

  it("given text that Graphviz rejects, when laid out, then the error has its reason", async () => {
    await expect(layOutPicture("digraph {", { nodes: 0, edges: 0 })).rejects.toThrow(
      "Graphviz error: Error: syntax error in line 1",
    );
  });

  it("given a time limit of 0, when laid out, then the error has a hint", async () => {
    await expect(layOutPicture("digraph { a -> b }", { nodes: 2, edges: 1 }, 0)).rejects.toMatchObject({
      message: "The picture has 2 nodes and 1 edges; Graphviz did not finish it within 0 s.",
      hint: expect.stringContaining('"--format dot"'),
      exitCode: 1,
    });
  });

  it("given a time limit, when it passes during the layout, then its threads are ended", async () => {
    // The promise is rejected after their end, so that no layout continues in the background.
    await expect(layOutPicture(denseGraph(), { nodes: 3001, edges: 20_000 }, 2000)).rejects.toThrow(
      "Graphviz did not finish it within 2 s.",
    );
  });
});
