import type { Impact } from "./answer.ts";
import { downstream } from "./downstream.ts";
import type { Graph } from "./graph.ts";
import { possibleMatches } from "./possible-matches.ts";
import { tasksInWalks, unknownAround } from "./unknown-around.ts";
import type { WalkOptions } from "./walk.ts";

/**
 * The impact of one asset: downstream assets with distance and steps, read-only tasks, and known gaps. Costs as much as
 * the walk and all gaps. Throws a RangeError for an unknown id.
 */
export function impact(graph: Graph, id: string, options: WalkOptions = {}): Impact {
  const { start, sameAs, assets, ends, beyond } = downstream(graph, id, options);
  const unknown = unknownAround(graph.inventory, tasksInWalks([{ assets, ends }]), ["down"]);
  const matches = possibleMatches(graph, [start, ...assets.map(({ asset }) => asset)]);
  return {
    ...{ asset: start, sameAs, assets, consumers: ends, beyond, unknown },
    ...(matches.length > 0 && { possibleMatches: matches }),
  };
}
