import { edgeCount, edgesFrom, edgesTo, type FileSummary } from "./file-summary.ts";

/** The edges of many files, indexed by one end. Calls back with the other end. */
export type EdgeTable = (node: number, visit: (neighbour: number) => void) => void;

/**
 * Linear in the edges: they are chained by the last bits of the indexed node.
 *
 * @param direction down: indexed by their start
 */
export function createEdgeTable(files: readonly FileSummary[], direction: "down" | "up"): EdgeTable {
  let count = 0;
  for (const file of files) count += edgeCount(file);
  let size = 1;
  while (size < count) size *= 2;
  const heads = new Int32Array(size).fill(NONE);
  const next = new Int32Array(count);
  const nodes = new Uint32Array(count);
  const others = new Uint32Array(count);
  const [own, other] = direction === "down" ? [0, 1] : [1, 0];
  let edge = 0;
  for (const file of files) {
    const { numbers } = file;
    const end = edgesTo(file);
    for (let at = edgesFrom(file); at < end; at += 2) {
      const node = numbers[at + own] ?? 0;
      const slot = node & (size - 1);
      nodes[edge] = node;
      others[edge] = numbers[at + other] ?? 0;
      next[edge] = heads[slot] ?? NONE;
      heads[slot] = edge++;
    }
  }
  return (node, visit) => {
    for (let at = heads[node & (size - 1)] ?? NONE; at !== NONE; at = next[at] ?? NONE) {
      if (nodes[at] === node) visit(others[at] ?? 0);
    }
  };
}

const NONE = -1;
