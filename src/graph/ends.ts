import { targetsOf } from "../model/incidence.ts";
import type { Direction } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { breadthFirstDistances } from "./reach.ts";

/**
 * The far ends of several assets, ascending: upwards the roots, which are those of the given assets and of everything
 * upstream that nothing feeds; downwards the sinks, which feed nothing. An asset that only feeds itself is an end; the
 * members of a longer cycle feed each other. O(assets + bundle entries + links of reached assets).
 */
export function ends(graph: Graph, starts: Iterable<number>, direction: Direction): number[] {
  const distances = breadthFirstDistances(graph, starts, direction);
  return [...graph.assets.keys()].filter(
    (node) => (distances[node] ?? -1) >= 0 && isEnd(graph, node, direction),
  );
}

/** Whether no task makes the asset (or what may be the same) from another asset; downwards: another asset from it. */
function isEnd(graph: Graph, node: number, direction: Direction): boolean {
  const [into, outOf] = direction === "down" ? [graph.readers, graph.outputs] : [graph.writers, graph.inputs];
  return [node, ...graph.linksOf(node)].every((same) =>
    targetsOf(into, same).every((bundle) => targetsOf(outOf, bundle).every((other) => other === node)),
  );
}
