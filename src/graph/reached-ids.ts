import type { Direction } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { type WalkOptions, walk } from "./walk.ts";

/** The starts and every asset reached from them, in any of the directions. One walk per pair. */
export function reachedIds(
  graph: Graph,
  starts: readonly string[],
  directions: readonly Direction[],
  options: WalkOptions = {},
): Set<string> {
  const reached = new Set(starts);
  for (const id of starts) {
    for (const direction of directions) {
      const { assets, sameAs } = walk(graph, id, direction, options);
      for (const other of sameAs) reached.add(other);
      for (const { asset } of assets) reached.add(asset.id);
    }
  }
  return reached;
}
