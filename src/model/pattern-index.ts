import { isInferredId } from "./id.ts";
import {
  isPattern,
  literalLength,
  matchesPattern,
  patternEnd,
  patternStart,
  patternsOverlap,
} from "./pattern.ts";
import { prefixRange, reverseText } from "./prefix-range.ts";

/**
 * Patterns, indexed by the ids they can match. They are grouped by the literal text before the first star and after the
 * last one; candidates match at one end, whichever has fewer. Patterns without a literal character match nothing.
 */
export class PatternIndex {
  readonly #starts: PrefixSuffixIndex;
  readonly #ends: PrefixSuffixIndex;

  constructor(patterns: Iterable<string>) {
    const all = [...new Set(patterns)].filter((pattern) => literalLength(pattern) > 0);
    this.#starts = patternEnds(all, patternStart);
    this.#ends = patternEnds(all, (pattern) => reverseText(patternEnd(pattern)));
  }

  /** The patterns that can become this id (or, for a pattern, some id that it can become too); not the id itself. */
  matching(id: string): string[] {
    return [...this.#found(id)];
  }

  overlaps(id: string): boolean {
    return this.#found(id).next().done !== true;
  }

  *#found(id: string): Generator<string> {
    const pattern = isPattern(id);
    if (pattern && literalLength(id) === 0) return;
    const starts = this.#starts(patternStart(id), pattern);
    const ends = this.#ends(reverseText(patternEnd(id)), pattern);
    for (const candidate of (starts.count <= ends.count ? starts : ends).patterns()) {
      // Declared and inferred ids have different forms.
      if (isInferredId(candidate) !== isInferredId(id)) continue;
      if (pattern ? candidate !== id && patternsOverlap(candidate, id) : matchesPattern(candidate, id))
        yield candidate;
    }
  }
}

/** The patterns whose literal text fits to a text: this begins with it, or, where it may go on, it begins with this. */
type PrefixSuffixIndex = (
  text: string,
  mayGoOn: boolean,
) => { readonly count: number; readonly patterns: () => Iterable<string> };

function patternEnds(patterns: readonly string[], literalOf: (pattern: string) => string): PrefixSuffixIndex {
  const byLiteral = new Map<string, string[]>();
  for (const pattern of patterns) {
    const literal = literalOf(pattern);
    const same = byLiteral.get(literal);
    if (same) same.push(pattern);
    else byLiteral.set(literal, [pattern]);
  }
  const lengths = [...new Set([...byLiteral.keys()].map((literal) => literal.length))].sort((a, b) => a - b);
  const sorted = [...byLiteral.keys()].sort();
  let sum = 0;
  const before = [0, ...sorted.map((literal) => (sum += byLiteral.get(literal)?.length ?? 0))];
  return (text, mayGoOn) => {
    const shorter = lengths
      .filter((length) => length < text.length || (length === text.length && !mayGoOn))
      .flatMap((length) => byLiteral.get(text.slice(0, length)) ?? []);
    const { from, to } = mayGoOn
      ? prefixRange(sorted.length, (at) => sorted[at] ?? "", text)
      : { from: 0, to: 0 };
    return {
      count: shorter.length + (before[to] ?? 0) - (before[from] ?? 0),
      *patterns() {
        yield* shorter;
        for (let at = from; at < to; at++) yield* byLiteral.get(sorted[at] ?? "") ?? [];
      },
    };
  };
}
