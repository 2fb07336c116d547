import type { Pair } from "./acyclic.ts";

/**
 * The rank of each node: its longest distance from a source. A source is directly before its nearest target, which
 * keeps edges short. O(nodes + edges).
 *
 * @param edges without cycles
 */
export function ranks(nodes: number, edges: Iterable<Pair>): number[] {
  const next: number[][] = Array.from({ length: nodes }, () => []);
  const waits = new Uint32Array(nodes);
  for (const [from, to] of edges) {
    next[from]?.push(to);
    waits[to] = (waits[to] ?? 0) + 1;
  }
  const sources = [...waits.keys()].filter((node) => waits[node] === 0);
  const rank = new Array<number>(nodes).fill(0);
  const ready = [...sources];
  for (const node of ready) {
    for (const to of next[node] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[node] ?? 0) + 1);
      waits[to] = (waits[to] ?? 0) - 1;
      if (waits[to] === 0) ready.push(to);
    }
  }
  for (const source of sources) {
    const targets = next[source] ?? [];
    if (targets.length === 0) continue;
    rank[source] = targets.reduce((least, to) => Math.min(least, rank[to] ?? 0), Number.MAX_SAFE_INTEGER) - 1;
  }
  return rank;
}
