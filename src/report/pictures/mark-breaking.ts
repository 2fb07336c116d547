import type { FlowId } from "../../model/model.ts";
import { compareText } from "../../model/order.ts";
import { flowNode, nodeKey } from "./draw-node.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing.ts";
import { orderDrawnEdges } from "./edge-set.ts";

/** The assets and flows broken by a change. */
export interface BreakingMarks {
  /** Assets with a breaking change. */
  readonly breaking: ReadonlySet<string>;
  /** Flows that read one of them, with their inputs among them. */
  readonly broken: readonly (FlowId & { readonly assets: readonly string[] })[];
}

/** Marks the breaking changes of a drawing, and adds the flows that they break. */
export function markBreaking(drawing: Drawing, { breaking, broken }: BreakingMarks): Drawing {
  const keys = new Set([...breaking].map(nodeKey));
  const nodes = new Map(
    drawing.nodes.map((node): [string, DrawnNode] => [
      node.key,
      keys.has(node.key) ? { ...node, notes: [...node.notes, "breaking"], breaking: true } : node,
    ]),
  );
  const edges = [...drawing.edges];
  for (const flow of broken) {
    const reads = flow.assets.map(nodeKey).filter((key) => nodes.has(key));
    if (reads.length === 0) continue;
    const own = flowNode(flow, false);
    const known = nodes.get(own.key);
    const node = known ?? own;
    nodes.set(own.key, { ...node, notes: [...node.notes, "broken"], broken: true });
    if (known === undefined) edges.push(...reads.map((from) => brokenEdge(from, own.key)));
  }
  return {
    ...drawing,
    nodes: [...nodes.values()].sort((a, b) => compareText(a.key, b.key)),
    edges: edges.sort(orderDrawnEdges),
  };
}

function brokenEdge(from: string, to: string): DrawnEdge {
  return { from, to, kind: "consumed-by", certainty: "exact", count: 1, details: [], change: "removed" };
}
