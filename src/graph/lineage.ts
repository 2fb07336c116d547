import type { Direction, Lineage } from "./answer.ts";
import { assetAt, type Graph, requireNode } from "./graph.ts";
import { possibleMatches } from "./possible-matches.ts";
import { tasksInWalks, unknownAround } from "./unknown-around.ts";
import { type WalkOptions, walk } from "./walk.ts";

export interface LineageOptions extends WalkOptions {
  /** Both when absent. */
  readonly directions?: readonly Direction[];
}

/**
 * Upstream and downstream of an asset. Costs as much as a walk in each direction and all gaps. Throws a RangeError for
 * an unknown id.
 */
export function lineage(graph: Graph, id: string, options: LineageOptions = {}): Lineage {
  const asset = assetAt(graph, requireNode(graph, id));
  const wanted = options.directions ?? ["up", "down"];
  const up = wanted.includes("up") ? walk(graph, id, "up", options) : undefined;
  const down = wanted.includes("down") ? walk(graph, id, "down", options) : undefined;
  const walks = [up, down].filter((side) => side !== undefined);
  const reached = walks.flatMap(({ assets }) => assets.map((found) => found.asset));
  const matches = possibleMatches(graph, [asset, ...reached]);
  return {
    asset,
    ...(up && { up }),
    ...(down && { down }),
    unknown: unknownAround(graph.inventory, tasksInWalks(walks), wanted),
    ...(matches.length > 0 && { possibleMatches: matches }),
  };
}
