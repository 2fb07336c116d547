import { JSDOM } from "jsdom";

export interface ParsedSvg {
  readonly document: Document;
  /** The names of the nodes. */
  readonly nodes: readonly string[];
  readonly edges: readonly (readonly [string, string])[];
  /** The center of each node, in units of the viewBox. */
  readonly middles: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** The complete text of each node. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Parses an SVG with an XML parser. Throws if the text is not well-formed. */
export function parseSvg(svg: string): ParsedSvg {
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  const groups = (name: string) => [...document.querySelectorAll(`g.${name}`)];
  const title = (group: Element) => group.querySelector("title")?.textContent ?? "";
  const [, dx = "0", dy = "0"] =
    /translate\(([-\d.]+) ([-\d.]+)\)/.exec(
      document.querySelector("g.graph")?.getAttribute("transform") ?? "",
    ) ?? [];
  const nodes = groups("node");
  return {
    document,
    nodes: nodes.map((group) => decodeURIComponent(title(group))),
    edges: groups("edge").map((group) => {
      const [from = "", to = ""] = title(group).split("->");
      return [decodeURIComponent(from), decodeURIComponent(to)] as const;
    }),
    middles: new Map(
      nodes.map((group) => {
        const text = group.querySelector("text");
        const x = Number(text?.getAttribute("x")) + Number(dx);
        return [decodeURIComponent(title(group)), { x, y: Number(text?.getAttribute("y")) + Number(dy) }];
      }),
    ),
    labels: new Map(
      nodes.map((group) => [
        decodeURIComponent(title(group)),
        [...group.querySelectorAll("text")].map((text) => text.textContent).join(""),
      ]),
    ),
  };
}
