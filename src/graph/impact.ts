import type { Impact } from "./answer.ts";
import { downstream } from "./downstream.ts";
import type { Graph } from "./graph.ts";
import { possibleMatches } from "./possible-matches.ts";
import { stepsOf, unknownAround } from "./unknown-around.ts";
import type { WalkOptions } from "./walk.ts";

/**
 * What is affected when an asset changes: every asset downstream with its distance and steps, the tasks that only read,
 * and what the answer could not know. The cost is that of the walk, and of all gaps. Throws a RangeError when no asset
 * has the id.
 */
export function impact(graph: Graph, id: string, options: WalkOptions = {}): Impact {
  const { start, sameAs, assets, ends, beyond } = downstream(graph, id, options);
  const unknown = unknownAround(graph.inventory, stepsOf([{ assets, ends }]), ["down"]);
  const matches = possibleMatches(graph, [start, ...assets.map(({ asset }) => asset)]);
  return {
    ...{ asset: start, sameAs, assets, consumers: ends, beyond, unknown },
    ...(matches.length > 0 && { possibleMatches: matches }),
  };
}
