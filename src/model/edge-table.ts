import { eachEdge, type FileSummary } from "./file-summary.ts";

/** The edges of many files, found by where they begin. Calls back with their ends. */
export type EdgeTable = (from: number, visit: (to: number) => void) => void;

/** Linear in the edges: they are chained by the last bits of where they begin. */
export function createEdgeTable(files: readonly FileSummary[]): EdgeTable {
  const froms: number[] = [];
  const tos: number[] = [];
  for (const file of files) {
    eachEdge(file, (from, to) => {
      froms.push(from);
      tos.push(to);
    });
  }
  let size = 1;
  while (size < froms.length) size *= 2;
  const heads = new Int32Array(size).fill(NONE);
  const next = new Int32Array(froms.length);
  for (const [edge, from] of froms.entries()) {
    const slot = from & (size - 1);
    next[edge] = heads[slot] ?? NONE;
    heads[slot] = edge;
  }
  return (from, visit) => {
    for (let edge = heads[from & (size - 1)] ?? NONE; edge !== NONE; edge = next[edge] ?? NONE) {
      if (froms[edge] === from) visit(tos[edge] ?? 0);
    }
  };
}

const NONE = -1;
