import { isPattern, literalLength, matchesPattern } from "../inventory/pattern.ts";
import { PatternIndex } from "../inventory/pattern-index.ts";

/**
 * Which assets a run may find to be the same: a pattern and each id it can match, and two patterns that share a
 * possible id. A pattern without any literal character says nothing and is linked to nothing.
 *
 * @returns for a node, the linked nodes in ascending order; each answer is computed once, when first asked for
 */
export function createPatternLinks(ids: readonly string[]): (node: number) => readonly number[] {
  const patterns = ids.filter((id) => isPattern(id) && literalLength(id) > 0);
  if (patterns.length === 0) return () => [];
  const index = new PatternIndex(patterns);
  const nodes = new Map(ids.map((id, node) => [id, node]));
  const sorted = ids.filter((id) => !isPattern(id)).sort();
  const known = new Map<number, readonly number[]>();

  const find = (id: string): readonly number[] => {
    const saysSomething = isPattern(id) && literalLength(id) > 0;
    return [...index.matching(id), ...(saysSomething ? matchedBy(id, sorted) : [])]
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

/** The ids that a pattern matches. Only those that share its text before the first star are tried. */
function matchedBy(pattern: string, sorted: readonly string[]): string[] {
  const prefix = pattern.slice(0, pattern.indexOf("*"));
  const found: string[] = [];
  for (let at = lowerBound(sorted, prefix); at < sorted.length; at++) {
    const id = sorted[at] ?? "";
    if (!id.startsWith(prefix)) break;
    if (matchesPattern(pattern, id)) found.push(id);
  }
  return found;
}

/** The first index whose text is not before `text`. */
function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
