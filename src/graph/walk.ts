import { compareText } from "../model/order.ts";
import type { Direction, Reached, Walk } from "./answer.ts";
import { breadthFirst, type Distances } from "./breadth-first.ts";
import { assetAt, certaintyAt, type Graph, requireNode } from "./graph.ts";
import { collectSteps } from "./steps.ts";

export interface WalkOptions {
  /** Assets beyond it are counted, not listed. Unlimited when absent. */
  readonly depth?: number;
}

/**
 * Everything reachable from one asset in one direction, with the steps to it. Paths are not enumerated: O(assets +
 * edges). Throws a RangeError for an unknown id.
 */
export function walk(graph: Graph, id: string, direction: Direction, options: WalkOptions = {}): Walk {
  const depth = options.depth ?? Number.POSITIVE_INFINITY;
  const start = requireNode(graph, id);
  const distances = breadthFirst(graph, start, direction);
  const steps = collectSteps({ graph, start, direction, distances, depth });
  const assets: Reached[] = [];
  let beyond = 0;
  distances.asset.forEach((distance, node) => {
    if (distance > depth) beyond++;
    if (distance < 0 || distance > depth) return;
    assets.push({
      asset: assetAt(graph, node),
      distance,
      certainty: certaintyAt(distances.assetCertainty[node]),
      hops: steps.hops.get(node) ?? [],
      sameAs: namedLinks(graph, node, distances, depth),
    });
  });
  return {
    start: assetAt(graph, start),
    direction,
    sameAs: graph.linksOf(start).map((node) => assetAt(graph, node).id),
    assets: assets.sort((a, b) => a.distance - b.distance || compareText(a.asset.id, b.asset.id)),
    ends: steps.ends,
    beyond,
  };
}

/** The assets reached by this walk that may be the same as this one. */
function namedLinks(graph: Graph, node: number, distances: Distances, depth: number): string[] {
  return graph
    .linksOf(node)
    .filter((link) => distances.named[link] === 1 && (distances.asset[link] ?? 0) <= depth)
    .map((link) => assetAt(graph, link).id);
}
