import { isInferredId } from "../model/id.ts";
import { idsByPattern } from "../model/ids-by-pattern.ts";
import { isPattern, literalLength, patternEnd, patternStart } from "../model/pattern.ts";
import { PatternIndex } from "../model/pattern-index.ts";

/** Possible matches of an asset at run time. */
export interface LinkSets {
  /**
   * The patterns that overlap with a pattern, including itself, ascending. Patterns with equal literal ends share one
   * list, so that thousands of overlapping patterns cost no more than one.
   */
  readonly shared: readonly number[];
  /** All others, ascending: ids that a pattern can match, patterns that can match an id. */
  readonly own: readonly number[];
}

export interface PatternLinks {
  readonly linkSetsOf: (node: number) => LinkSets;
  /** Both sets without the node itself, ascending. */
  readonly linksOf: (node: number) => readonly number[];
}

const NONE: LinkSets = { shared: [], own: [] };
export const NO_LINKS: PatternLinks = { linkSetsOf: () => NONE, linksOf: () => [] };

/**
 * Possible matches at run time: a pattern and each matching id, and two overlapping patterns. A pattern without any
 * literal character has no links. Each set is computed once on demand.
 */
export function createPatternLinks(ids: readonly string[]): PatternLinks {
  const patterns = ids.filter((id) => isPattern(id) && literalLength(id) > 0);
  if (patterns.length === 0) return NO_LINKS;
  const index = new PatternIndex(patterns);
  const nodes = new Map(ids.map((id, node) => [id, node]));
  const becoming = idsByPattern(ids.filter((id) => !isPattern(id)));
  const known = new Map<number, LinkSets>();
  const sharedByEnds = new Map<string, readonly number[]>();

  const nodesOf = (found: readonly string[]): number[] =>
    found
      .map((id) => nodes.get(id))
      .filter((node) => node !== undefined)
      .sort((a, b) => a - b);
  const sharedOf = (pattern: string): readonly number[] => {
    const ends = JSON.stringify([isInferredId(pattern), patternStart(pattern), patternEnd(pattern)]);
    const shared = sharedByEnds.get(ends) ?? nodesOf([pattern, ...index.matching(pattern)]);
    sharedByEnds.set(ends, shared);
    return shared;
  };
  const find = (id: string): LinkSets => {
    if (!isPattern(id)) return { shared: [], own: nodesOf(index.matching(id)) };
    return literalLength(id) > 0 ? { shared: sharedOf(id), own: nodesOf(becoming(id)) } : NONE;
  };
  const linkSetsOf = (node: number): LinkSets => {
    const sets = known.get(node) ?? find(ids[node] ?? "");
    known.set(node, sets);
    return sets;
  };
  return {
    linkSetsOf,
    linksOf: (node) => {
      const { shared, own } = linkSetsOf(node);
      return [...shared, ...own].filter((link) => link !== node).sort((a, b) => a - b);
    },
  };
}

/** Calls `visit` with the links of one node after another, but only once with a list that several of them share. */
export function createLinkVisitor(
  linkSetsOf: PatternLinks["linkSetsOf"],
  visit: (link: number) => void,
): (node: number) => void {
  const visited = new Set<readonly number[]>();
  return (node) => {
    const { shared, own } = linkSetsOf(node);
    own.forEach(visit);
    if (visited.has(shared)) return;
    visited.add(shared);
    shared.forEach(visit);
  };
}
