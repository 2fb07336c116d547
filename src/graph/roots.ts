import type { Reached } from "./answer.ts";
import type { Graph } from "./graph.ts";
import { upstream } from "./upstream.ts";

/**
 * The assets at the far end of everything an asset is made from: those that no task of the walk makes from another
 * asset. Empty when nothing feeds the asset, or only a cycle does. The cost is that of the walk. Throws a RangeError
 * when no asset has the id.
 */
export function roots(graph: Graph, id: string): readonly Reached[] {
  const { assets } = upstream(graph, id);
  const made = new Set(assets.flatMap(({ hops }) => hops.flatMap((hop) => hop.from)));
  // What is made from something under another name is no root either: `snapshot-7`, where `snapshot-*` is written.
  const standIns = assets.filter(({ asset }) => made.has(asset.id)).flatMap(({ sameAs }) => sameAs);
  for (const id of standIns) made.add(id);
  return assets.filter(({ asset }) => !made.has(asset.id));
}
