import { nodeKey } from "../pictures/draw-node.ts";
import type { Drawing } from "../pictures/drawing.ts";
import { markBreaking } from "../pictures/mark-breaking.ts";
import type { PageChange } from "./page-change.ts";

/** Marks what changed in a drawing of both sides. Colours then mean the change: layers lose theirs. */
export function markChanges(drawing: Drawing, change: PageChange): Drawing {
  const kinds = new Map(change.assets.map((asset) => [asset.id, asset.change]));
  const edges = new Map(
    change.edges.map((edge) => [JSON.stringify([nodeKey(edge.from), nodeKey(edge.to)]), edge.change]),
  );
  const nodes = drawing.nodes.map(({ layer: _, ...node }) => {
    const kind = node.kind === "asset" ? kinds.get(node.title) : undefined;
    return kind === undefined ? node : { ...node, notes: [...node.notes, kind], change: kind };
  });
  const marked = drawing.edges.map((edge) => {
    const kind = edges.get(JSON.stringify([edge.from, edge.to]));
    return kind === undefined ? edge : { ...edge, change: kind };
  });
  return markBreaking(
    { ...drawing, nodes, edges: marked },
    {
      breaking: new Set(change.assets.filter(({ category }) => category === "breaking").map(({ id }) => id)),
      broken: change.flows
        .filter(({ broken }) => broken.length > 0)
        .map(({ namespace, flow, broken }) => ({
          ...{ namespace, flow },
          assets: [...new Set(broken.map(({ asset }) => asset))],
        })),
    },
  );
}
