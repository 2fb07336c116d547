import type { Reached } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { upstream } from "./upstream.ts";

/**
 * The ultimate sources of an asset: upstream assets without inputs in the walk. Empty without inputs, or in a cycle.
 * Costs as much as the walk. Throws a RangeError for an unknown id.
 */
export function roots(graph: Graph, id: string): readonly Reached[] {
  const { assets } = upstream(graph, id);
  const made = new Set(assets.flatMap(({ hops }) => hops.flatMap((hop) => hop.from)));
  // An asset written through a pattern is not a root either: `snapshot-7`, with a writer of `snapshot-*`.
  const standIns = assets.filter(({ asset }) => made.has(asset.id)).flatMap(({ sameAs }) => sameAs);
  for (const id of standIns) made.add(id);
  return assets.filter(({ asset }) => !made.has(asset.id));
}
