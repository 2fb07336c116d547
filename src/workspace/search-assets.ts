import type { Graph } from "../graph/graph.ts";
import { parseSelection } from "../selection/parse.ts";

/**
 * The nodes of assets with a text in one of their ids, in any case, ascending. Empty for anything but a single bare
 * word: operators, methods, quotes, wildcards and paths are selections.
 */
export function searchAssets(graph: Graph, text: string): readonly number[] {
  if (!/^[\p{L}\p{N}\p{M}._@=-]+$/u.test(text)) return [];
  const selection = parseSelection(text);
  if (selection.kind !== "atom" || selection.method !== "id") return [];
  const word = text.toLowerCase();
  const found: number[] = [];
  for (const [node, { id, names = [] }] of graph.assets.entries())
    if ([id, ...names.map((name) => name.id)].some((name) => name.toLowerCase().includes(word)))
      found.push(node);
  return found;
}
