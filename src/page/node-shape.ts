import type { DrawnNode } from "../report/pictures/drawing.ts";
import { svgElement } from "./element.ts";

/** The outline of a node around its centre: a cylinder for tables, a folded corner for files, a frame for groups. */
export function nodeShape(node: DrawnNode, width: number, height: number): SVGElement[] {
  const [right, bottom] = [width / 2, height / 2];
  if (node.kind === "group") {
    return [box(width, height, 8), box(width - 6, height - 6, 6, "inner")];
  }
  if (node.assetKind === "table") {
    const arc = 5;
    const top = -bottom + arc;
    const side = `M${-right} ${top}V${bottom - arc}A${right} ${arc} 0 0 0 ${right} ${bottom - arc}V${top}`;
    return [
      svgElement("path", {
        class: "shape",
        d: `${side}A${right} ${arc} 0 0 0 ${-right} ${top}A${right} ${arc} 0 0 0 ${right} ${top}`,
      }),
      svgElement("path", { class: "shape", d: `M${-right} ${top}A${right} ${arc} 0 0 1 ${right} ${top}` }),
    ];
  }
  if (node.assetKind === "file") {
    const fold = 9;
    return [
      svgElement("path", {
        class: "shape",
        d: `M${-right} ${-bottom}H${right - fold}L${right} ${-bottom + fold}V${bottom}H${-right}Z`,
      }),
      svgElement("path", {
        class: "line",
        d: `M${right - fold} ${-bottom}V${-bottom + fold}H${right}`,
      }),
    ];
  }
  return [box(width, height, node.kind === "flow" ? height / 2 : 5)];
}

function box(width: number, height: number, radius: number, kind = "shape"): SVGElement {
  return svgElement("rect", { class: kind, x: -width / 2, y: -height / 2, width, height, rx: radius });
}
