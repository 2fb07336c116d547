/**
 * The groups of nodes that can all reach each other (Tarjan's algorithm), each node in exactly one. Linear, and without
 * recursion, because chains of assets can be long.
 */
export function strongComponents(
  nodes: readonly string[],
  next: (node: string) => readonly string[],
): Set<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const waiting: string[] = [];
  const isWaiting = new Set<string>();
  const found: Set<string>[] = [];
  let counter = 0;

  const visit = (root: string): void => {
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
  const frameOf = (node: string) => {
    index.set(node, counter);
    low.set(node, counter);
    counter++;
    waiting.push(node);
    isWaiting.add(node);
    return { node, targets: next(node), at: 0 };
  };
  const lower = (node: string, value: number) => {
    if (value < (low.get(node) ?? 0)) low.set(node, value);
  };
  const takeDownTo = (node: string): Set<string> => {
    const component = new Set<string>();
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
