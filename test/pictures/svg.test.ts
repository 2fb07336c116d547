import { PNG } from "pngjs";
import { beforeAll, describe, expect, it } from "vitest";
import { toDot } from "../../src/report/pictures/dot.ts";
import { DEFAULT_THEME } from "../../src/report/pictures/dot-theme.ts";
import { draw } from "../../src/report/pictures/draw.ts";
import type { Drawing } from "../../src/report/pictures/drawing.ts";
import { toSvg } from "../../src/report/pictures/svg.ts";
import { escapeControlChars } from "../../src/util/escape-control-chars.ts";
import { layOutPicture } from "../../src/workspace/lay-out-picture.ts";
import { toPng } from "../../src/workspace/paint-picture.ts";
import { HOSTILE } from "../export/hostile.ts";
import { COMPANY, COMPANY_LINKS } from "../export/sample.ts";
import { type ParsedSvg, parseSvg } from "./parse-svg.ts";

const DRAWINGS: readonly (readonly [string, Drawing])[] = [
  ["a company", draw(COMPANY, { links: COMPANY_LINKS })],
  ["a company with flows, by namespace", draw(COMPANY, { flows: true, cluster: "namespace" })],
  ["hostile ids", draw(HOSTILE)],
  ["hostile clusters", draw(HOSTILE, { cluster: "system", flows: true })],
];

async function svgOf(drawing: Drawing): Promise<string> {
  const size = { nodes: drawing.nodes.length, edges: drawing.edges.length };
  return toSvg(drawing, await layOutPicture(toDot(drawing, DEFAULT_THEME), size));
}

describe.each(DRAWINGS)("given %s", (_, drawing) => {
  let svg = "";
  let parsed: ParsedSvg;
  beforeAll(async () => {
    svg = await svgOf(drawing);
    parsed = parseSvg(svg);
  });

  it("when laid out, then the SVG has every node and every edge", () => {
    expect(drawing.nodes.length).toBeGreaterThan(10);
    expect([...parsed.nodes].sort()).toEqual(drawing.nodes.map((node) => node.key).sort());
    const edges = (pairs: readonly (readonly [string, string])[]) =>
      pairs.map((pair) => pair.join(" ")).sort();
    expect(edges(parsed.edges)).toEqual(edges(drawing.edges.map((edge) => [edge.from, edge.to])));
  });

  it("when laid out, then every title is shown", () => {
    for (const node of drawing.nodes) {
      // Graphviz prints spaces as no-break spaces.
      const label = parsed.labels.get(node.key)?.replaceAll("\u00a0", " ");
      expect(label?.startsWith(escapeControlChars(node.title)), `${node.key}: ${label}`).toBe(true);
    }
  });

  it("when laid out, then the SVG has no element or attribute that could run or load anything", () => {
    const names = new Set([...parsed.document.querySelectorAll("*")].map((element) => element.localName));
    expect(
      [...names].filter(
        (name) =>
          !["svg", "g", "title", "polygon", "path", "polyline", "ellipse", "text", "a"].includes(name),
      ),
    ).toEqual([]);
    const attributes = [...parsed.document.querySelectorAll("*")].flatMap((element) => [
      ...element.attributes,
    ]);
    expect(attributes.filter(({ name }) => /^on|href$/.test(name)).map(({ name }) => name)).toEqual([]);
  });

  it("when painted, then the title of every node has ink", async () => {
    const image = PNG.sync.read(Buffer.from(await toPng(svg, { scale: 1 })));
    const [, , width = 0] = (parsed.document.documentElement.getAttribute("viewBox") ?? "")
      .split(" ")
      .map(Number);
    const unit = image.width / width;
    for (const [key, middle] of parsed.middles) {
      expect(hasInk(image, middle.x * unit, middle.y * unit), key).toBe(true);
    }
  });
});

/** Whether the area of the first line of a label contains a dark pixel. */
function hasInk(image: PNG, x: number, y: number): boolean {
  for (let row = Math.floor(y - 9); row <= y + 3; row++) {
    for (let column = Math.floor(x - 30); column <= x + 30; column++) {
      const at = (row * image.width + column) * 4;
      if ((image.data[at] ?? 255) < 150 && (image.data[at + 3] ?? 0) > 200) return true;
    }
  }
  return false;
}

describe("SVG", () => {
  it("given one drawing, when laid out twice, then the SVG is the same", async () => {
    const drawing = draw(COMPANY, { flows: true });
    expect(await svgOf(drawing)).toBe(await svgOf(drawing));
  });
});
