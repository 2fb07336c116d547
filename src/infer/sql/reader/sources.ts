/** Sources of rows: accesses of the statement, and named queries. */
export interface Sources {
  /** Indexes in the accesses of the statement. */
  readonly accesses: number[];
  readonly uses: Sources[];
}

export function createSources(): Sources {
  return { accesses: [], uses: [] };
}

/** The number of visits left. */
export interface SourceBudget {
  left: number;
}

/** All accesses that the sources lead to, without duplicates, in order; fewer once the budget is used up. */
export function underlyingAccesses(
  sources: Sources,
  budget: SourceBudget = { left: Number.POSITIVE_INFINITY },
): number[] {
  const found = new Set<number>();
  const seen = new Set<Sources>([sources]);
  const open = [sources];
  for (let next = open.pop(); next !== undefined && budget.left > 0; next = open.pop()) {
    budget.left -= 1 + next.accesses.length + next.uses.length;
    for (const access of next.accesses) found.add(access);
    for (const used of next.uses) {
      if (seen.has(used)) continue;
      seen.add(used);
      open.push(used);
    }
  }
  return [...found].sort((a, b) => a - b);
}
