/** Where rows come from: accesses of the statement, and queries that it names. */
export interface Sources {
  /** Indexes in the accesses of the statement. */
  readonly accesses: number[];
  readonly uses: Sources[];
}

export function createSources(): Sources {
  return { accesses: [], uses: [] };
}

/** All accesses behind some sources, once each, in order. */
export function accessesBehind(sources: Sources): number[] {
  const found = new Set<number>();
  const seen = new Set<Sources>([sources]);
  const open = [sources];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const access of next.accesses) found.add(access);
    for (const used of next.uses) {
      if (seen.has(used)) continue;
      seen.add(used);
      open.push(used);
    }
  }
  return [...found].sort((a, b) => a - b);
}
