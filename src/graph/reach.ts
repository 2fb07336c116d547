import { forEachTarget, type Incidence } from "../model/incidence.ts";
import type { Direction } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { createLinkVisitor } from "./pattern-links.ts";

const NOT_REACHED = -1;

/**
 * The exact breadth-first distance of every asset, in tasks, from the nearest of several: 0 for these and their
 * matches, -1 for assets beyond the depth. As in every walk, a match has the same distance, and links are not followed
 * from a link. O(assets + bundle entries + links of reached assets); each bundle is entered once, so cycles end.
 */
export function breadthFirstDistances(
  graph: Graph,
  starts: Iterable<number>,
  direction: Direction,
  depth = Number.POSITIVE_INFINITY,
): Int32Array {
  const [into, outOf]: readonly [Incidence, Incidence] =
    direction === "down" ? [graph.readers, graph.outputs] : [graph.writers, graph.inputs];
  const distances = new Int32Array(graph.assets.length).fill(NOT_REACHED);
  const named = new Uint8Array(graph.assets.length);
  const entered = new Uint8Array(graph.bundles.length);
  let next: number[] = [];

  const arrive = (node: number, distance: number) => {
    if (distances[node] !== NOT_REACHED) return;
    distances[node] = distance;
    next.push(node);
  };
  let linkDistance = 0;
  const visitLinks = createLinkVisitor(graph.linkSetsOf, (link) => arrive(link, linkDistance));
  const arriveByName = (node: number, distance: number) => {
    if (named[node] === 1) return;
    named[node] = 1;
    arrive(node, distance);
    linkDistance = distance;
    visitLinks(node);
  };

  for (const start of starts) arriveByName(start, 0);
  for (let distance = 1; distance <= depth && next.length > 0; distance++) {
    const level = next;
    next = [];
    for (const node of level) {
      forEachTarget(into, node, (bundle) => {
        if (entered[bundle] === 1) return;
        entered[bundle] = 1;
        forEachTarget(outOf, bundle, (target) => arriveByName(target, distance));
      });
    }
  }
  return distances;
}
