import type { Inventory } from "../../model/model.ts";
import { compareText } from "../../model/order.ts";
import { collapse } from "./collapse.ts";
import { type DrawOptions, draw } from "./draw.ts";
import type { GroupOptions } from "./draw-collapsed.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "./drawing.ts";
import { orderDrawnEdges } from "./edge-set.ts";
import { type BreakingMarks, markBreaking } from "./mark-breaking.ts";
import { within } from "./within.ts";

export interface DrawDifferenceOptions extends DrawOptions, Pick<GroupOptions, "collapse"> {
  /** Breaking changes and the flows that they break. */
  readonly breaks?: BreakingMarks;
  /** Assets that differ between the sides; computed when absent. */
  readonly changed?: ReadonlySet<string>;
}

/**
 * Draws both sides of a change in one picture: assets of only the new side are `added`, of only the old side `removed`.
 * With a depth and without a focus, the changed assets are the centre.
 */
export function drawDifference(
  base: Inventory,
  head: Inventory,
  options: DrawDifferenceOptions = {},
): Drawing {
  const { depth, collapse: by, cluster, breaks, ...given } = options;
  const group = by ?? cluster;
  // Both sides need the links, and an iterator can be read only once.
  const rest = { ...given, links: [...(given.links ?? [])], ...(group && { cluster: group }) };
  const before = draw(base, rest);
  const after = draw(head, rest);
  const changed = options.changed ?? changedAssets(base, head);
  const nodes = union(before.nodes, after.nodes, (node) => node.key).map(({ item, change }) => ({
    ...item,
    ...(change !== undefined
      ? { change }
      : item.kind === "asset" && changed.has(item.title) && { change: "changed" as const }),
  }));
  const edges = union(before.edges, after.edges, edgeKey).map(({ item, change }) => ({
    ...item,
    ...(change !== undefined && { change }),
  }));
  const all: Drawing = {
    nodes: nodes
      .map(withChangeNote)
      .map(withoutLayer)
      .sort((a, b) => compareText(a.key, b.key)),
    edges: edges.sort(orderDrawnEdges),
    hidden: 0,
    edgesLeftOut: (before.edgesLeftOut ?? 0) + (after.edgesLeftOut ?? 0),
  };
  const part = depth === undefined ? all : around(all, depth);
  const drawing = breaks === undefined ? part : markBreaking(part, breaks);
  return by === undefined ? drawing : collapse(drawing);
}

/** The focused nodes, or the changed ones, with their neighbourhood. */
function around(all: Drawing, depth: number): Drawing {
  const changedEnds = new Set(
    all.edges.flatMap((edge) => (edge.change === undefined ? [] : [edge.from, edge.to])),
  );
  const focused = all.nodes.filter((node) => node.focus);
  const middle = focused.length > 0 ? focused : all.nodes.filter((node) => isAffected(node, changedEnds));
  return within(
    all,
    middle.map((node) => node.key),
    depth,
  );
}

/**
 * @param edges the ends of those that changed
 */
function isAffected(node: DrawnNode, edges: ReadonlySet<string>): boolean {
  if (node.change !== undefined) return true;
  return edges.has(node.key);
}

function withChangeNote(node: DrawnNode): DrawnNode {
  return node.change === undefined ? node : { ...node, notes: [...node.notes, node.change] };
}

/** Colours mean the change; the label still names the layer. */
function withoutLayer({ layer: _, ...node }: DrawnNode): DrawnNode {
  return node;
}

function edgeKey(edge: DrawnEdge): string {
  return JSON.stringify([edge.from, edge.to, edge.kind]);
}

function union<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { readonly item: T; readonly change?: "added" | "removed" }[] {
  const old = new Set(before.map(keyOf));
  const fresh = new Set(after.map(keyOf));
  return [
    ...after.map((item) => (old.has(keyOf(item)) ? { item } : { item, change: "added" as const })),
    ...before.filter((item) => !fresh.has(keyOf(item))).map((item) => ({ item, change: "removed" as const })),
  ];
}

function changedAssets(base: Inventory, head: Inventory): Set<string> {
  const before = new Map(base.assets.map((asset) => [asset.id, JSON.stringify({ ...asset, claims: [] })]));
  return new Set(
    head.assets
      .filter((asset) => {
        const old = before.get(asset.id);
        return old !== undefined && old !== JSON.stringify({ ...asset, claims: [] });
      })
      .map((asset) => asset.id),
  );
}
