/** A directed edge between two nodes by number. */
export type Pair = readonly [from: number, to: number];

/**
 * The edges with those of cycles reversed, so that every edge leads to a later node. Depth-first in the order of the
 * nodes. Self-loops are left out. O(nodes + edges).
 *
 * @returns the edges, by their index in the argument
 */
export function acyclic(nodes: number, edges: readonly Pair[]): Map<number, Pair> {
  const outgoing: number[][] = Array.from({ length: nodes }, () => []);
  edges.forEach(([from, to], edge) => {
    if (from !== to) outgoing[from]?.push(edge);
  });
  const state = new Uint8Array(nodes);
  const found = new Map<number, Pair>();
  const next = new Uint32Array(nodes);
  for (let start = 0; start < nodes; start++) {
    if (state[start] !== 0) continue;
    const stack = [start];
    state[start] = OPEN;
    while (stack.length > 0) {
      const node = stack.at(-1) ?? 0;
      const edge = outgoing[node]?.[next[node] ?? 0];
      if (edge === undefined) {
        state[node] = DONE;
        stack.pop();
        continue;
      }
      next[node] = (next[node] ?? 0) + 1;
      const to = edges[edge]?.[1] ?? 0;
      found.set(edge, state[to] === OPEN ? [to, node] : [node, to]);
      if (state[to] !== 0) continue;
      state[to] = OPEN;
      stack.push(to);
    }
  }
  return found;
}

const OPEN = 1;
const DONE = 2;
