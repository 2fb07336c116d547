import type { Pair } from "./acyclic.ts";

/** The connected parts of a graph, the largest first, then by first node. Each lists its nodes in order. */
export function components(nodes: number, edges: readonly Pair[]): number[][] {
  const around: number[][] = Array.from({ length: nodes }, () => []);
  for (const [from, to] of edges) {
    around[from]?.push(to);
    around[to]?.push(from);
  }
  const seen = new Uint8Array(nodes);
  const found: number[][] = [];
  for (let start = 0; start < nodes; start++) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    const part = [start];
    for (const node of part) {
      for (const neighbour of around[node] ?? []) {
        if (seen[neighbour] === 1) continue;
        seen[neighbour] = 1;
        part.push(neighbour);
      }
    }
    found.push(part.sort((a, b) => a - b));
  }
  return found.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
