import { compareText } from "../../model/order.ts";
import { dotLabel, dotName, dotValue } from "./dot-text.ts";
import {
  DEFAULT_THEME,
  type DotAttributes,
  edgeAttributes,
  nodeAttributes,
  type Theme,
} from "./dot-theme.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing.ts";
import { wrapText } from "./wrap-text.ts";

/** Longest line of a label, in characters; ids break after a separator. */
const LABEL_WIDTH = 40;
const EDGE_LABEL_WIDTH = 24;
/** Maximum number of facts on hover. */
const MAX_DETAILS = 12;

/** Prints a drawing as DOT, reproducibly. */
export function toDot(drawing: Drawing, theme: Theme = DEFAULT_THEME): string {
  const lines = [
    "digraph assets {",
    `  graph ${attributeList(theme.graph)}`,
    `  node ${attributeList(theme.node)}`,
    `  edge ${attributeList(theme.edge)}`,
  ];
  const clusters = new Map<string, DrawnNode[]>();
  for (const node of drawing.nodes) {
    if (node.cluster === undefined) lines.push(`  ${nodeStatement(node, theme)}`);
    else clusters.set(node.cluster, [...(clusters.get(node.cluster) ?? []), node]);
  }
  [...clusters]
    .sort(([a], [b]) => compareText(a, b))
    .forEach(([name, nodes], index) => {
      lines.push(
        `  subgraph cluster_${index + 1} {`,
        `    graph ${attributeList(theme.cluster, [`label=${dotLabel([name])}`, `tooltip=${dotLabel([name])}`])}`,
        ...nodes.map((node) => `    ${nodeStatement(node, theme)}`),
        "  }",
      );
    });
  const producers = new Set(drawing.edges.filter(({ kind }) => kind === "produces").map(({ from }) => from));
  for (const edge of drawing.edges) {
    // A flow is ranked before its outputs, but not after its inputs: otherwise almost every flow is on a cycle, and the
    // layout takes minutes instead of a second.
    const loose = edge.kind === "consumed-by" && producers.has(edge.to);
    lines.push(`  ${edgeStatement(edge, theme, loose)}`);
  }
  lines.push("}", "");
  return lines.join("\n");
}

/** The lines of a node's label: title and notes. */
export function labelLines(node: DrawnNode): { readonly title: string[]; readonly notes: string[] } {
  return {
    title: wrapText(node.title, LABEL_WIDTH),
    notes: node.notes.length > 0 ? wrapText(node.notes.join(" · "), LABEL_WIDTH) : [],
  };
}

function nodeStatement(node: DrawnNode, theme: Theme): string {
  const { title, notes } = labelLines(node);
  const label = dotLabel([...title, ...notes]);
  const tooltip = dotLabel(shortened(node.details));
  const list = attributeList(nodeAttributes(theme, node), [`label=${label}`, `tooltip=${tooltip}`]);
  return `${dotName(node.key)} ${list}`;
}

function edgeStatement(edge: DrawnEdge, theme: Theme, loose: boolean): string {
  const said = { ...edgeAttributes(theme, edge), ...(loose && { constraint: false }) };
  const own = [
    ...(edge.count > 1 ? [`label=${dotLabel([`${edge.count} edges`])}`] : []),
    ...(edge.label === undefined ? [] : [`label=${dotLabel(wrapText(edge.label, EDGE_LABEL_WIDTH))}`]),
    ...(edge.details.length > 0 ? [`tooltip=${dotLabel(shortened(edge.details))}`] : []),
  ];
  const list = Object.keys(said).length + own.length > 0 ? ` ${attributeList(said, own)}` : "";
  return `${dotName(edge.from)} -> ${dotName(edge.to)}${list}`;
}

function attributeList(attributes: DotAttributes, own: readonly string[] = []): string {
  return `[${[...own, ...Object.entries(attributes).map(([name, value]) => `${name}=${dotValue(value)}`)].join(", ")}]`;
}

function shortened(details: readonly string[]): readonly string[] {
  if (details.length <= MAX_DETAILS) return details;
  return [...details.slice(0, MAX_DETAILS - 1), `and ${details.length - MAX_DETAILS + 1} more`];
}
