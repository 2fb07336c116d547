import { assetAt, type Graph } from "./graph.ts";

/** Each pair of a pattern and a match, once, by id. O(assets + links). */
export function* patternPairs(graph: Graph): Generator<readonly [string, string]> {
  for (const node of graph.assets.keys()) {
    for (const other of graph.linksOf(node)) {
      if (node < other) yield [assetAt(graph, node).id, assetAt(graph, other).id];
    }
  }
}
