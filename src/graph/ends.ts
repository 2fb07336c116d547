import { targetsOf } from "../model/incidence.ts";
import type { Direction } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { breadthFirstDistances } from "./reach.ts";

/**
 * The ends of several assets, ascending. Upstream: the roots, assets without inputs among these and everything
 * upstream. Downstream: the sinks, assets without outputs. Self-loops are ignored; members of longer cycles are
 * neither. O(assets + bundle entries + links of reached assets).
 */
export function ends(graph: Graph, starts: Iterable<number>, direction: Direction): number[] {
  const distances = breadthFirstDistances(graph, starts, direction);
  return [...graph.assets.keys()].filter(
    (node) => (distances[node] ?? -1) >= 0 && isEnd(graph, node, direction),
  );
}

/** Whether no task writes the asset (or a match) from another asset; downstream: another asset from it. */
function isEnd(graph: Graph, node: number, direction: Direction): boolean {
  const [into, outOf] = direction === "down" ? [graph.readers, graph.outputs] : [graph.writers, graph.inputs];
  return [node, ...graph.linksOf(node)].every((same) =>
    targetsOf(into, same).every((bundle) => targetsOf(outOf, bundle).every((target) => target === node)),
  );
}
