import { stronger } from "../../model/assumption.ts";
import { compareText } from "../../model/order.ts";
import type { Drawing, DrawnChange, DrawnEdge, DrawnNode } from "./drawing.ts";
import { orderDrawnEdges } from "./edge-set.ts";

/**
 * Draws each cluster as one node, for large inventories. Assets without a cluster and flows are unchanged. Edges
 * between the same two nodes become one with a count; edges inside a group are removed.
 */
export function collapse(drawing: Drawing): Drawing {
  const members = new Map<string, DrawnNode[]>();
  const keyOf = new Map<string, string>();
  const nodes: DrawnNode[] = [];
  for (const node of drawing.nodes) {
    if (node.kind !== "asset" || node.cluster === undefined) {
      const { cluster: _, ...rest } = node;
      nodes.push(rest);
      continue;
    }
    keyOf.set(node.key, `group:${node.cluster}`);
    const known = members.get(node.cluster);
    if (known) known.push(node);
    else members.set(node.cluster, [node]);
  }
  for (const [name, assets] of members) nodes.push(groupNode(name, assets));
  return {
    nodes: nodes.sort((a, b) => compareText(a.key, b.key)),
    edges: joinEdges(drawing.edges, (key) => keyOf.get(key) ?? key),
    hidden: drawing.hidden,
  };
}

function groupNode(name: string, assets: readonly DrawnNode[]): DrawnNode {
  const layers = new Set(assets.map((asset) => asset.layer));
  const [layer] = layers;
  const changed = assets.filter((asset) => asset.change !== undefined).length;
  const breaking = assets.filter((asset) => asset.breaking).length;
  return {
    key: `group:${name}`,
    kind: "group",
    title: name,
    notes: [
      assets.length === 1 ? "1 asset" : `${assets.length} assets`,
      ...(changed > 0 ? [`${changed} changed`] : []),
      ...(breaking > 0 ? [`${breaking} breaking`] : []),
    ],
    details: [name, ...assets.map((asset) => asset.title)],
    ...(layers.size === 1 && layer !== undefined && { layer }),
    ...(assets.every((asset) => asset.external) && { external: true as const }),
    ...(changed > 0 && { change: "changed" as const }),
    ...(breaking > 0 && { breaking: true as const }),
    ...(assets.some((asset) => asset.focus) && { focus: true as const }),
  };
}

function joinEdges(edges: readonly DrawnEdge[], keyOf: (key: string) => string): DrawnEdge[] {
  const joined = new Map<string, DrawnEdge & { details: readonly string[] }>();
  for (const edge of edges) {
    const from = keyOf(edge.from);
    const to = keyOf(edge.to);
    if (from === to) continue;
    const key = JSON.stringify([from, to, edge.kind]);
    const known = joined.get(key);
    const change = known ? sameOr(known.change, edge.change) : edge.change;
    const inferred = edge.inferred === true && (known === undefined || known.inferred === true);
    const { change: _, inferred: __, label: ___, ...plain } = edge;
    joined.set(key, {
      ...plain,
      from,
      to,
      certainty: known ? stronger(known.certainty, edge.certainty) : edge.certainty,
      count: (known?.count ?? 0) + edge.count,
      details: [],
      ...(inferred && { inferred }),
      ...(change !== undefined && { change }),
    });
  }
  return [...joined.values()].sort(orderDrawnEdges);
}

function sameOr(a: DrawnChange | undefined, b: DrawnChange | undefined): DrawnChange | undefined {
  return a === b ? a : "changed";
}
