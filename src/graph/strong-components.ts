/**
 * The strongly connected components reachable from some nodes: groups whose members all reach each other, each node in
 * exactly one. Tarjan's algorithm, O(nodes + edges), iterative, because chains of assets can be long.
 *
 * @param next the targets of a node's edges; called once per node
 */
export function strongComponents(
  nodes: Iterable<number>,
  next: (node: number) => readonly number[],
): Set<number>[] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const waiting: number[] = [];
  const isWaiting = new Set<number>();
  const found: Set<number>[] = [];
  let counter = 0;

  const visit = (root: number): void => {
    const work = [frameOf(root)];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { node, targets } = frame;
      const target = targets[frame.at];
      if (target !== undefined) {
        frame.at++;
        if (!index.has(target)) work.push(frameOf(target));
        else if (isWaiting.has(target)) lower(node, index.get(target) ?? 0);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(parent.node, low.get(node) ?? 0);
      if (low.get(node) === index.get(node)) found.push(takeDownTo(node));
    }
  };
  const frameOf = (node: number) => {
    index.set(node, counter);
    low.set(node, counter);
    counter++;
    waiting.push(node);
    isWaiting.add(node);
    return { node, targets: next(node), at: 0 };
  };
  const lower = (node: number, value: number) => {
    if (value < (low.get(node) ?? 0)) low.set(node, value);
  };
  const takeDownTo = (node: number): Set<number> => {
    const component = new Set<number>();
    for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
      isWaiting.delete(top);
      component.add(top);
      if (top === node) break;
    }
    return component;
  };

  for (const node of nodes) if (!index.has(node)) visit(node);
  return found;
}
