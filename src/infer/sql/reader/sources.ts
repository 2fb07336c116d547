/** Where rows come from: accesses of the statement, and queries that it names. */
export interface Sources {
  /** Indexes in the accesses of the statement. */
  readonly accesses: number[];
  readonly uses: Sources[];
}

export function createSources(): Sources {
  return { accesses: [], uses: [] };
}

/** How much may be looked at still. */
export interface SourceBudget {
  left: number;
}

/** All accesses behind some sources, once each, in order; fewer when the budget is used up. */
export function accessesBehind(
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
