import fc from "fast-check";
import { expect, test } from "vitest";
import { strongComponents } from "../../src/graph/strong-components.ts";

/* Compares the algorithm with a slow but simple reference implementation. */

const NODES = [0, 1, 2, 3, 4, 5, 6, 7];
const node = fc.constantFrom(...NODES);
const edges = fc.array(fc.tuple(node, node), { maxLength: 20 });

/** The nodes reachable from a node, including itself. */
function reachable(from: number, next: (node: number) => readonly number[]): Set<number> {
  const reached = new Set([from]);
  for (const node of reached) for (const to of next(node)) reached.add(to);
  return reached;
}

test("given random edges, when grouped, then two nodes share a component exactly if each reaches the other", () => {
  fc.assert(
    fc.property(edges, fc.uniqueArray(node, { minLength: 1 }), (pairs, starts) => {
      const next = (from: number) => pairs.flatMap(([a, b]) => (a === from ? [b] : []));
      const expected = new Set(starts.flatMap((start) => [...reachable(start, next)]));
      const components = strongComponents(starts, next);
      expect(components.flatMap((component) => [...component]).sort()).toEqual([...expected].sort());
      for (const component of components) {
        for (const a of component) {
          const mutual = [...reachable(a, next)].filter((b) => reachable(b, next).has(a));
          expect([...component].sort()).toEqual(mutual.sort());
        }
      }
    }),
  );
});

test("given a chain of 100,000 nodes, when followed, then the stack is not exhausted", () => {
  const last = 100_000;
  expect(strongComponents([0], (at) => (at < last ? [at + 1] : []))).toHaveLength(last + 1);
});
