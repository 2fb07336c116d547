import type { Walk } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { type WalkOptions, walk } from "./walk.ts";

/** Everything downstream of an asset; `walk` states the cost. Throws a RangeError for an unknown id. */
export function downstream(graph: Graph, id: string, options: WalkOptions = {}): Walk {
  return walk(graph, id, "down", options);
}
