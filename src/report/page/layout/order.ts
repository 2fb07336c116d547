/** Sweeps over all ranks, alternately to the right and to the left. */
const SWEEPS = 8;

/**
 * Orders the nodes of each rank by the mean position of their neighbours, which avoids most crossings of edges.
 * O(sweeps × (edges + nodes × log nodes)).
 *
 * @param ranks the nodes of each rank
 * @param before neighbours in the previous rank, by node
 * @param after neighbours in the next rank, by node
 */
export function orderRanks(
  ranks: readonly (readonly number[])[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): number[][] {
  const ordered = ranks.map((nodes) => [...nodes]);
  const position = new Map<number, number>();
  const place = (nodes: readonly number[]) => {
    for (const [index, node] of nodes.entries()) position.set(node, index);
  };
  for (const nodes of ordered) place(nodes);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const right = sweep % 2 === 0;
    const neighbours = right ? before : after;
    for (let step = 0; step < ordered.length; step++) {
      const nodes = ordered[right ? step : ordered.length - 1 - step] ?? [];
      const wanted = new Map(
        nodes.map((node) => [node, mean(neighbours[node] ?? [], position) ?? position.get(node) ?? 0]),
      );
      nodes.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      place(nodes);
    }
  }
  return ordered;
}

/** The mean of the values of some nodes, or undefined for none. */
export function mean(nodes: readonly number[], values: ReadonlyMap<number, number>): number | undefined {
  if (nodes.length === 0) return undefined;
  let sum = 0;
  for (const node of nodes) sum += values.get(node) ?? 0;
  return sum / nodes.length;
}
