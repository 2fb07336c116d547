import type { Walk } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { type WalkOptions, walk } from "./walk.ts";

/** Everything upstream of an asset; `walk` states the cost. Throws a RangeError for an unknown id. */
export function upstream(graph: Graph, id: string, options: WalkOptions = {}): Walk {
  return walk(graph, id, "up", options);
}
