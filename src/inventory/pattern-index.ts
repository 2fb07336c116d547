import { isPattern, literalLength, matchesPattern, patternsOverlap } from "./pattern.ts";

/**
 * Patterns, found by the ids they can become without trying each one. They are kept by the literal text before their
 * first star; only those whose prefix the id starts with are tried (for an id that is itself a pattern, also those
 * whose prefix starts with its own). Patterns without a literal character say nothing and match nothing.
 */
export class PatternIndex {
  readonly #byPrefix = new Map<string, string[]>();
  readonly #prefixLengths: readonly number[];

  constructor(patterns: Iterable<string>) {
    for (const pattern of new Set(patterns)) {
      if (literalLength(pattern) === 0) continue;
      const prefix = pattern.slice(0, pattern.indexOf("*"));
      const same = this.#byPrefix.get(prefix);
      if (same) same.push(pattern);
      else this.#byPrefix.set(prefix, [pattern]);
    }
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))].sort(
      (a, b) => a - b,
    );
  }

  /** The patterns that can become this id (or, for a pattern, some id that it can become too); not the id itself. */
  matching(id: string): string[] {
    if (isPattern(id)) return this.#overlapping(id);
    const found: string[] = [];
    for (const length of this.#prefixLengths) {
      if (length > id.length) break;
      for (const pattern of this.#byPrefix.get(id.slice(0, length)) ?? []) {
        if (matchesPattern(pattern, id)) found.push(pattern);
      }
    }
    return found;
  }

  overlaps(id: string): boolean {
    return this.matching(id).length > 0;
  }

  #overlapping(id: string): string[] {
    if (literalLength(id) === 0) return [];
    const own = id.slice(0, id.indexOf("*"));
    const found: string[] = [];
    for (const [prefix, patterns] of this.#byPrefix) {
      if (!prefix.startsWith(own) && !own.startsWith(prefix)) continue;
      for (const pattern of patterns) if (pattern !== id && patternsOverlap(pattern, id)) found.push(pattern);
    }
    return found;
  }
}
