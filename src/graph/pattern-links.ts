import { idsByPattern } from "../model/ids-by-pattern.ts";
import { isPattern, literalLength } from "../model/pattern.ts";
import { PatternIndex } from "../model/pattern-index.ts";

/**
 * Possible matches at run time: a pattern and each matching id, and two overlapping patterns. A pattern without any
 * literal character has no links.
 *
 * @returns the linked nodes of a node, ascending; computed once on demand
 */
export function createPatternLinks(ids: readonly string[]): (node: number) => readonly number[] {
  const patterns = ids.filter((id) => isPattern(id) && literalLength(id) > 0);
  if (patterns.length === 0) return () => [];
  const index = new PatternIndex(patterns);
  const nodes = new Map(ids.map((id, node) => [id, node]));
  const becoming = idsByPattern(ids.filter((id) => !isPattern(id)));
  const known = new Map<number, readonly number[]>();

  const find = (id: string): readonly number[] => {
    const saysSomething = isPattern(id) && literalLength(id) > 0;
    return [...index.matching(id), ...(saysSomething ? becoming(id) : [])]
      .map((other) => nodes.get(other))
      .filter((node) => node !== undefined)
      .sort((a, b) => a - b);
  };
  return (node) => {
    const before = known.get(node);
    if (before) return before;
    const links = find(ids[node] ?? "");
    known.set(node, links);
    return links;
  };
}
