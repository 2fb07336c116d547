import type { Certainty } from "../../model/model.ts";
import type { AssetKind, DrawnChange, DrawnEdge, DrawnNode, EdgeKind } from "./drawing.ts";

/** Graphviz attributes by name. Values are plain text; the writer quotes them. */
export type DotAttributes = Readonly<Record<string, string | number | boolean>>;

/** All present fields must match. `layer` matches by its first word: `mart` matches `marts` and `mart_eu`. */
export interface NodeCriteria {
  readonly kind?: DrawnNode["kind"];
  readonly assetKind?: AssetKind;
  readonly layer?: string;
  readonly external?: boolean;
  readonly pattern?: boolean;
  readonly change?: DrawnChange;
  readonly breaking?: boolean;
  readonly broken?: boolean;
  readonly focus?: boolean;
}

export interface EdgeCriteria {
  readonly kind?: EdgeKind;
  readonly certainty?: Certainty;
  readonly change?: DrawnChange;
  readonly inferred?: boolean;
}

/** The style of a picture, as data. All matching rules apply in order; later ones override. */
export interface Theme {
  readonly graph: DotAttributes;
  readonly node: DotAttributes;
  readonly edge: DotAttributes;
  readonly cluster: DotAttributes;
  readonly nodes: readonly { readonly when: NodeCriteria; readonly attributes: DotAttributes }[];
  readonly edges: readonly { readonly when: EdgeCriteria; readonly attributes: DotAttributes }[];
}

/** The theme of a user: attributes extend the defaults, and rules follow the default rules. */
export type ThemeOverride = Partial<Theme>;

const FONT = "Arial";

export const DEFAULT_THEME: Theme = {
  // nslimit, nslimit1 and mclimit limit the network simplex, so that a dense graph of 500 nodes takes seconds. newrank
  // prevents connected clusters from forming one tall column.
  graph: {
    rankdir: "LR",
    newrank: true,
    bgcolor: "white",
    fontname: FONT,
    fontsize: 11,
    nodesep: 0.22,
    ranksep: 0.55,
    nslimit: 2,
    nslimit1: 2,
    mclimit: 0.5,
    outputorder: "edgesfirst",
  },
  node: {
    shape: "box",
    style: "filled,rounded",
    fontname: FONT,
    fontsize: 12,
    fontcolor: "#1b2430",
    color: "#5b6777",
    fillcolor: "#eef1f5",
    penwidth: 1.1,
    margin: "0.16,0.07",
    height: 0.4,
  },
  edge: {
    color: "#5b6777",
    fontname: FONT,
    fontsize: 10,
    fontcolor: "#5b6777",
    arrowsize: 0.7,
    penwidth: 1.1,
  },
  cluster: {
    style: "rounded,filled",
    color: "#c4ccd6",
    fillcolor: "#f8f9fb",
    fontcolor: "#5b6777",
    fontname: FONT,
    fontsize: 11,
    labeljust: "l",
    margin: 12,
  },
  nodes: [
    { when: { assetKind: "table" }, attributes: { shape: "cylinder", style: "filled", margin: "0.16,0.1" } },
    { when: { assetKind: "file" }, attributes: { shape: "note", style: "filled" } },
    { when: { assetKind: "dataset" }, attributes: { shape: "folder", style: "filled" } },
    { when: { assetKind: "vm" }, attributes: { shape: "box3d", style: "filled", height: 0.62 } },
    { when: { layer: "raw" }, attributes: { fillcolor: "#f3e3d3", color: "#a1683a" } },
    { when: { layer: "landing" }, attributes: { fillcolor: "#f3e3d3", color: "#a1683a" } },
    { when: { layer: "bronze" }, attributes: { fillcolor: "#f3e3d3", color: "#a1683a" } },
    { when: { layer: "source" }, attributes: { fillcolor: "#f3e3d3", color: "#a1683a" } },
    { when: { layer: "staging" }, attributes: { fillcolor: "#fdf0c4", color: "#a87b00" } },
    { when: { layer: "stg" }, attributes: { fillcolor: "#fdf0c4", color: "#a87b00" } },
    { when: { layer: "silver" }, attributes: { fillcolor: "#fdf0c4", color: "#a87b00" } },
    { when: { layer: "intermediate" }, attributes: { fillcolor: "#dcecf9", color: "#2f6f9f" } },
    { when: { layer: "reference" }, attributes: { fillcolor: "#e6e1f5", color: "#6a57a5" } },
    { when: { layer: "core" }, attributes: { fillcolor: "#dcecf9", color: "#2f6f9f" } },
    { when: { layer: "mart" }, attributes: { fillcolor: "#d8f0dd", color: "#2f7d4a" } },
    { when: { layer: "marts" }, attributes: { fillcolor: "#d8f0dd", color: "#2f7d4a" } },
    { when: { layer: "gold" }, attributes: { fillcolor: "#d8f0dd", color: "#2f7d4a" } },
    { when: { layer: "report" }, attributes: { fillcolor: "#d8f0dd", color: "#2f7d4a" } },
    { when: { kind: "group" }, attributes: { shape: "box", style: "filled,rounded", peripheries: 2 } },
    {
      when: { kind: "flow" },
      attributes: {
        shape: "box",
        style: "filled,rounded",
        fillcolor: "#dfe3e8",
        color: "#9aa4b1",
        fontcolor: "#4a5563",
        margin: "0.2,0.07",
      },
    },
    {
      when: { external: true },
      attributes: { style: "filled,dashed", fillcolor: "white", color: "#7b8694", fontcolor: "#4a5563" },
    },
    { when: { pattern: true }, attributes: { style: "filled,dotted", penwidth: 1.8 } },
    { when: { focus: true }, attributes: { color: "#1d4ed8", penwidth: 3 } },
    {
      when: { change: "added" },
      attributes: { color: "#0a5ba3", fillcolor: "#d6e9fb", fontcolor: "#0b2f52", penwidth: 2.4 },
    },
    {
      when: { change: "removed" },
      attributes: {
        style: "filled,dashed",
        color: "#a83a00",
        fillcolor: "#fde2d2",
        fontcolor: "#5f2100",
        penwidth: 2.4,
      },
    },
    {
      when: { change: "changed" },
      attributes: { color: "#7a6200", fillcolor: "#fff3b0", fontcolor: "#3d3100", penwidth: 2.4 },
    },
    {
      when: { breaking: true },
      attributes: { color: "#a83a00", fillcolor: "#a83a00", fontcolor: "#ffffff", penwidth: 2.4 },
    },
    {
      when: { broken: true },
      attributes: { color: "#a83a00", fillcolor: "#a83a00", fontcolor: "#ffffff", penwidth: 2.4 },
    },
  ],
  edges: [
    { when: { certainty: "choice" }, attributes: { style: "dashed" } },
    { when: { certainty: "pattern" }, attributes: { style: "dotted", penwidth: 1.5 } },
    { when: { inferred: true }, attributes: { color: "#aab3bf", fontcolor: "#8d97a5" } },
    { when: { kind: "produces" }, attributes: { color: "#aab3bf" } },
    { when: { kind: "consumed-by" }, attributes: { color: "#aab3bf", arrowhead: "open" } },
    {
      when: { kind: "may-be" },
      attributes: { dir: "none", color: "#8d97a5", label: "may be" },
    },
    { when: { change: "added" }, attributes: { color: "#0a5ba3", fontcolor: "#0a5ba3", penwidth: 2.4 } },
    {
      when: { change: "removed" },
      attributes: { color: "#a83a00", fontcolor: "#a83a00", penwidth: 2.4, style: "dashed" },
    },
    { when: { change: "changed" }, attributes: { color: "#7a6200", fontcolor: "#7a6200", penwidth: 2.4 } },
  ],
};

/** Merges a user's theme into another one. */
export function mergeThemes(base: Theme, over: ThemeOverride): Theme {
  return {
    graph: { ...base.graph, ...over.graph },
    node: { ...base.node, ...over.node },
    edge: { ...base.edge, ...over.edge },
    cluster: { ...base.cluster, ...over.cluster },
    nodes: [...base.nodes, ...(over.nodes ?? [])],
    edges: [...base.edges, ...(over.edges ?? [])],
  };
}

/** The attributes of a node beyond the defaults. */
export function nodeAttributes(theme: Theme, node: DrawnNode): DotAttributes {
  const said = theme.nodes.filter(({ when }) => matchesNode(when, node)).map((rule) => rule.attributes);
  return Object.assign({}, ...said);
}

/** The attributes of an edge beyond the defaults. */
export function edgeAttributes(theme: Theme, edge: DrawnEdge): DotAttributes {
  const said = theme.edges.filter(({ when }) => matchesEdge(when, edge)).map((rule) => rule.attributes);
  return Object.assign({}, ...said);
}

function matchesNode(when: NodeCriteria, node: DrawnNode): boolean {
  return (
    (when.kind === undefined || when.kind === node.kind) &&
    (when.assetKind === undefined || when.assetKind === node.assetKind) &&
    (when.layer === undefined || when.layer.toLowerCase() === firstWord(node.layer)) &&
    (when.external === undefined || when.external === (node.external === true)) &&
    (when.pattern === undefined || when.pattern === (node.pattern === true)) &&
    (when.change === undefined || when.change === node.change) &&
    (when.breaking === undefined || when.breaking === (node.breaking === true)) &&
    (when.broken === undefined || when.broken === (node.broken === true)) &&
    (when.focus === undefined || when.focus === (node.focus === true))
  );
}

function matchesEdge(when: EdgeCriteria, edge: DrawnEdge): boolean {
  return (
    (when.kind === undefined || when.kind === edge.kind) &&
    (when.certainty === undefined || when.certainty === edge.certainty) &&
    (when.change === undefined || when.change === edge.change) &&
    (when.inferred === undefined || when.inferred === (edge.inferred === true))
  );
}

function firstWord(layer: string | undefined): string | undefined {
  return layer?.toLowerCase().split(/[^\p{L}\p{N}]/u, 1)[0];
}
