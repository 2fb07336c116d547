import type { Walk } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { type WalkOptions, walk } from "./walk.ts";

/** Everything that follows from an asset; `walk` states the cost. Throws a RangeError when no asset has the id. */
export function downstream(graph: Graph, id: string, options: WalkOptions = {}): Walk {
  return walk(graph, id, "down", options);
}
