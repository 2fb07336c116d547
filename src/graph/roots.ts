import { targetsOf } from "../model/incidence.ts";
import type { Reached } from "./answer.ts";
import { breadthFirst } from "./breadth-first.ts";
import { type Graph, requireNode } from "./graph.ts";
import { createLinkVisitor } from "./pattern-links.ts";
import { upstream } from "./upstream.ts";

/**
 * The ultimate sources of an asset: upstream assets without inputs in the walk. Empty without inputs, or in a cycle.
 * Costs as much as the walk. Throws a RangeError for an unknown id.
 */
export function roots(graph: Graph, id: string): readonly Reached[] {
  const start = requireNode(graph, id);
  const { bundle, leftAt, named } = breadthFirst(graph, start, "up");
  const made = new Set<number>();
  bundle.forEach((level, index) => {
    if (level < 0) return;
    const sources = targetsOf(graph.inputs, index).filter((node) => node !== start);
    for (const node of targetsOf(graph.outputs, index)) {
      if ((leftAt[node] ?? -1) >= 0 && sources.some((source) => source !== node)) made.add(node);
    }
  });
  // An asset written through a pattern is not a root either: `snapshot-7`, with a writer of `snapshot-*`.
  const addLinks = createLinkVisitor(graph.linkSetsOf, (link) => {
    if (named[link] === 1) made.add(link);
  });
  [...made].forEach(addLinks);
  return upstream(graph, id).assets.filter(({ asset }) => !made.has(requireNode(graph, asset.id)));
}
