import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { draw } from "../../src/report/pictures/draw.ts";
import type { Drawing } from "../../src/report/pictures/drawing.ts";
import { mermaidProblem, mermaidText, toMermaid } from "../../src/report/pictures/mermaid.ts";
import { escapeControlChars } from "../../src/util/escape-control-chars.ts";
import { HOSTILE } from "../export/hostile.ts";
import { COMPANY, COMPANY_LINKS, sampleInventory } from "../export/sample.ts";
import { loadMermaid, type Mermaid } from "./load-mermaid.ts";

interface Vertex {
  readonly id: string;
  readonly text?: string;
}

describe("toMermaid", () => {
  let mermaid: Mermaid;
  beforeAll(async () => {
    mermaid = await loadMermaid();
  });

  it.each<readonly [string, Drawing]>([
    ["a company", draw(COMPANY, { links: COMPANY_LINKS })],
    ["a company with flows, by namespace", draw(COMPANY, { flows: true, cluster: "namespace" })],
    ["hostile ids", draw(HOSTILE)],
  ])("given %s, when Mermaid reads the text, then it has every node and edge", async (_, drawing) => {
    expect(drawing.nodes.length).toBeGreaterThan(10);
    const { db } = (await mermaid.mermaidAPI.getDiagramFromText(toMermaid(drawing))) as unknown as {
      db: {
        getVertices(): Map<string, Vertex>;
        getEdges(): { start: string; end: string }[];
      };
    };
    const titles = new Map(
      [...db.getVertices()].map(([name, { text }]) => [name, decoded((text ?? "").split("<br>")[0] ?? "")]),
    );
    expect([...titles.values()].sort()).toEqual(
      drawing.nodes.map((node) => escapeControlChars(node.title)).sort(),
    );
    const titleOf = new Map(drawing.nodes.map((node) => [node.key, escapeControlChars(node.title)]));
    expect(
      db
        .getEdges()
        .map((edge) => `${titles.get(edge.start)} ${titles.get(edge.end)}`)
        .sort(),
    ).toEqual(drawing.edges.map((edge) => `${titleOf.get(edge.from)} ${titleOf.get(edge.to)}`).sort());
  });

  it("given names of icons, when Mermaid draws them, then they are text and not icons", async () => {
    const names = ["fa:fa-user", "fab:fa-github", "sofa:fa-x"];
    const drawing = draw(sampleInventory([{ flow: "f", task: "t", writes: names }]));
    const { svg } = await mermaid.render("icons", toMermaid(drawing));
    const { document } = new JSDOM(svg).window;
    expect([...document.querySelectorAll("g.node")].map((node) => node.textContent?.trim()).sort()).toEqual(
      [...names].sort(),
    );
    expect(document.querySelectorAll("i")).toHaveLength(0);
  });

  it("given hostile ids, when Mermaid draws them, then nothing can run", async () => {
    const { svg } = await mermaid.render("picture", toMermaid(draw(HOSTILE)));
    const { document } = new JSDOM(svg).window;
    expect(document.querySelectorAll("g.node")).toHaveLength(HOSTILE.assets.length);
    expect(document.querySelectorAll("script, img, iframe, [onerror], [onload], [href]")).toHaveLength(0);
  });
});

/** Decodes entity codes, which Mermaid stores in its own form until it draws. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe("Mermaid text", () => {
  it("given characters with a meaning in Mermaid, when written, then they are entity codes", () => {
    expect(mermaidText('a"b<c>#d;')).toBe("a#34;b#60;c#62;#35;d#59;");
    expect(mermaidText("1. list - item")).toBe("1#46; list #45; item");
    expect(mermaidText("warehouse.staging.orders-2_x:y/z")).toBe("warehouse.staging.orders-2_x:y/z");
  });

  it("given more edges than Mermaid draws, when checked, then the problem has the number", () => {
    const many = sampleInventory([
      {
        flow: "f",
        task: "t",
        reads: Array.from({ length: 23 }, (_, index) => `r${index}`),
        writes: Array.from({ length: 22 }, (_, index) => `w${index}`),
      },
    ]);
    const drawing = draw(many);
    expect(mermaidProblem(drawing, toMermaid(drawing))).toBe(
      "Mermaid draws at most 500 edges by default, but this picture has 506",
    );
    expect(mermaidProblem(draw(COMPANY), "")).toBeUndefined();
  });
});
