import { compareText } from "../model/order.ts";
import type { Direction, Reached, Walk } from "./answer.ts";
import { breadthFirst, type Distances } from "./breadth-first.ts";
import { assetAt, certaintyAt, type Graph, requireNode } from "./graph.ts";
import { collectSteps, nearestFirst } from "./steps.ts";

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
  const sameAs = namedLinks(graph, distances, depth);
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
      ...sameAs(node),
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

/** Maximum number of listed matches per asset, the first by id. */
const MOST_SAME = 100;

/** Maximum number of listed matches of all assets together; beyond it, the nearest one of each is listed. */
const MOST_SAME_OF_ALL = 10_000;

/** The assets reached by this walk that may be the same as a node. */
function namedLinks(
  graph: Graph,
  distances: Distances,
  depth: number,
): (node: number) => Pick<Reached, "sameAs" | "moreSameAs"> {
  const isNamed = (node: number) => distances.named[node] === 1 && (distances.asset[node] ?? 0) <= depth;
  const namedShared = new Map<readonly number[], readonly number[]>();
  const nearestShared = new Map<readonly number[], readonly number[]>();
  /** One of the two nearest, since the node itself may be among them. */
  const nearest = (node: number, named: readonly number[], others: readonly number[]) => {
    const two = nearestShared.get(named) ?? nearestFirst(named, distances).slice(0, 2);
    nearestShared.set(named, two);
    return nearestFirst([...two, ...others.slice(0, MOST_SAME)], distances)
      .filter((link) => link !== node)
      .slice(0, 1);
  };
  let left = MOST_SAME_OF_ALL;
  return (node) => {
    const { shared, own } = graph.linkSetsOf(node);
    const named = namedShared.get(shared) ?? shared.filter(isNamed);
    namedShared.set(shared, named);
    const others = own.filter(isNamed);
    // One more than the maximum, since the node itself may be among them.
    const first = [...named.slice(0, MOST_SAME + 1), ...others]
      .filter((link) => link !== node)
      .sort((a, b) => a - b)
      .slice(0, MOST_SAME);
    const listed = first.length <= left ? first : nearest(node, named, others);
    left -= listed.length;
    const more = named.length + others.length - (shared.length > 0 && isNamed(node) ? 1 : 0) - listed.length;
    return {
      sameAs: listed.map((link) => assetAt(graph, link).id),
      ...(more > 0 && { moreSameAs: more }),
    };
  };
}
