/**
 * The groups of nodes that can all reach each other (Tarjan's algorithm), each node in exactly one. Linear, and without
 * recursion, because chains of assets can be long.
 */
export function strongComponents<Node extends string | number>(
  nodes: Iterable<Node>,
  next: (node: Node) => readonly Node[],
): Set<Node>[] {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const waiting: Node[] = [];
  const isWaiting = new Set<Node>();
  const found: Set<Node>[] = [];
  let counter = 0;

  const visit = (root: Node): void => {
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
  const frameOf = (node: Node) => {
    index.set(node, counter);
    low.set(node, counter);
    counter++;
    waiting.push(node);
    isWaiting.add(node);
    return { node, targets: next(node), at: 0 };
  };
  const lower = (node: Node, value: number) => {
    if (value < (low.get(node) ?? 0)) low.set(node, value);
  };
  const takeDownTo = (node: Node): Set<Node> => {
    const component = new Set<Node>();
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
