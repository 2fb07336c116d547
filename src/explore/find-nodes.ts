import type { ExploreSource } from "./source.ts";

/** Whether a filter is a part of ids and not a selection. */
export function isPartOfId(filter: string): boolean {
  return /^[^\s:+(),"'*?]*$/.test(filter.trim());
}

/** Lower-case ids, made once for each inventory. */
const folded = new WeakMap<object, readonly string[]>();

/**
 * The nodes of a filter, ascending: ids that contain a word, in any case, or a selection. Throws the error of a
 * selection.
 */
export function findNodes(
  { explorer: { graph }, nodesOf }: ExploreSource,
  filter: string,
): readonly number[] {
  const text = filter.trim();
  if (text === "") return [...graph.allIds().keys()];
  if (!isPartOfId(text)) return nodesOf(text);
  let ids = folded.get(graph);
  if (ids === undefined) {
    ids = graph.allIds().map((id) => id.toLowerCase());
    folded.set(graph, ids);
  }
  const word = text.toLowerCase();
  const found: number[] = [];
  for (const [node, id] of ids.entries()) if (id.includes(word)) found.push(node);
  return found;
}
