import { escapeRegExp } from "../util/reg-exp.ts";
import type { ExploreSource } from "./source.ts";

/** Whether a filter is a part of ids and not a selection. */
export function isPartOfId(filter: string): boolean {
  return /^[^\s:+(),"'*?]*$/.test(filter.trim());
}

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
  // One pattern tests 100,000 ids faster than their lower-case copies are made.
  const part = new RegExp(escapeRegExp(text), "i");
  const found: number[] = [];
  graph.allIds().forEach((id, node) => {
    if (part.test(id)) found.push(node);
  });
  return found;
}
