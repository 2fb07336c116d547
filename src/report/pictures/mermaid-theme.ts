import { DEFAULT_THEME, edgeAttributes, nodeAttributes } from "./dot-theme.ts";
import type { DrawnEdge, DrawnNode } from "./drawing.ts";
import { LAYER_FAMILIES, layerFamily } from "./layer-family.ts";

/** A class of nodes in a Mermaid picture: its name and its CSS. */
interface MermaidClass {
  readonly name: string;
  readonly style: string;
}

/** The colours of the DOT theme, so that both pictures look alike. */
const PLAIN: DrawnNode = { key: "", kind: "asset", title: "", notes: [], details: [] };

const SPECIAL: readonly { readonly name: string; readonly node: DrawnNode; readonly extra: string }[] = [
  { name: "breaking", node: { ...PLAIN, breaking: true }, extra: ",stroke-width:3px" },
  { name: "broken", node: { ...PLAIN, kind: "flow", broken: true }, extra: ",stroke-width:3px" },
  { name: "added", node: { ...PLAIN, change: "added" }, extra: ",stroke-width:3px" },
  { name: "removed", node: { ...PLAIN, change: "removed" }, extra: ",stroke-width:3px" },
  { name: "changed", node: { ...PLAIN, change: "changed" }, extra: ",stroke-width:3px" },
  { name: "focus", node: { ...PLAIN, focus: true }, extra: ",stroke-width:3px" },
  { name: "pattern", node: { ...PLAIN, pattern: true }, extra: ",stroke-dasharray:2 3" },
  { name: "external", node: { ...PLAIN, external: true }, extra: ",stroke-dasharray:6 4" },
  { name: "flow", node: { ...PLAIN, kind: "flow" }, extra: "" },
];

/** All classes, the most specific first. */
export const MERMAID_CLASSES: readonly MermaidClass[] = [
  ...SPECIAL.map(({ name, node, extra }) => ({ name, style: cssOf(node) + extra })),
  ...LAYER_FAMILIES.map((layer) => ({ name: layer, style: cssOf({ ...PLAIN, layer }) })),
];

/** CSS of a removed edge. */
export const REMOVED_LINK = `stroke:${nodeAttributes(DEFAULT_THEME, { ...PLAIN, change: "removed" }).color},stroke-width:3px`;

const INFERRED: DrawnEdge = {
  ...{ from: "", to: "", kind: "upstream-of", certainty: "exact", count: 1, details: [] },
  inferred: true,
};

/** CSS of an inferred edge. */
export const INFERRED_LINK = `stroke:${edgeAttributes(DEFAULT_THEME, INFERRED).color}`;

/** The class of a node: a breaking change, a change or highlight first, the layer last. Mermaid's classes are not combined. */
export function mermaidClass(node: DrawnNode): string | undefined {
  if (node.breaking) return "breaking";
  if (node.broken) return "broken";
  if (node.change !== undefined) return node.change;
  if (node.focus) return "focus";
  if (node.pattern) return "pattern";
  if (node.external) return "external";
  if (node.kind === "flow") return "flow";
  return node.layer === undefined ? undefined : layerFamily(node.layer);
}

function cssOf(node: DrawnNode): string {
  const said = { ...DEFAULT_THEME.node, ...nodeAttributes(DEFAULT_THEME, node) };
  return `fill:${said.fillcolor === "white" ? "#ffffff" : said.fillcolor},stroke:${said.color},color:${said.fontcolor}`;
}
