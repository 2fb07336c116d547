import { acyclic, type Pair } from "./acyclic.ts";
import { components } from "./components.ts";
import { mean, orderRanks } from "./order.ts";
import { ranks } from "./ranks.ts";
import { spread } from "./spread.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Places in whole units, from the top left corner. */
export interface GraphLayout extends Size {
  /** The centre of each node. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Points between the ends of each edge, as x, y, x, y ...; empty for a direct one. */
  readonly bends: readonly (readonly number[])[];
}

/** Space between nodes of a rank, and between ranks. */
const NODE_GAP = 14;
const RANK_GAP = 70;
const PART_GAP = 36;
/** Passes that move nodes towards their neighbours. */
const PASSES = 8;
/** Beyond this number of bends, edges are direct: they cannot be followed any more, and cost most of the time. */
const MAX_BENDS = 8_000;

/**
 * A layered layout from left to right: sources left, each edge to the right, few crossings. The same nodes and edges
 * give the same places on every machine. Connected parts are placed one below the other, single nodes in a grid below
 * them.
 */
export function layOutGraph(sizes: readonly Size[], edges: readonly Pair[]): GraphLayout {
  const x = new Array<number>(sizes.length).fill(0);
  const y = new Array<number>(sizes.length).fill(0);
  const bends: number[][] = edges.map(() => []);
  const parts = components(sizes.length, edges);
  const partOf = new Map(parts.flatMap((part, index) => part.map((node) => [node, index] as const)));
  const edgesOf: number[][] = parts.map(() => []);
  edges.forEach(([from], edge) => {
    edgesOf[partOf.get(from) ?? 0]?.push(edge);
  });
  let top = 0;
  let width = 0;
  parts.forEach((part, index) => {
    if (part.length === 1) return;
    const own = edgesOf[index] ?? [];
    const numberOf = new Map(part.map((node, at) => [node, at]));
    const placed = layOutPart(
      part.map((node) => sizes[node] ?? NOTHING),
      own.map((edge): Pair => {
        const [from = 0, to = 0] = edges[edge] ?? [];
        return [numberOf.get(from) ?? 0, numberOf.get(to) ?? 0];
      }),
    );
    part.forEach((node, at) => {
      x[node] = placed.x[at] ?? 0;
      y[node] = top + (placed.y[at] ?? 0);
    });
    own.forEach((edge, at) => {
      bends[edge] = (placed.bends[at] ?? []).map((value, axis) => (axis % 2 === 0 ? value : value + top));
    });
    top += placed.height + PART_GAP;
    width = Math.max(width, placed.width);
  });
  const single = parts.flatMap((part) => (part.length === 1 ? part : []));
  const grid = layOutGrid(
    single.map((node) => sizes[node] ?? NOTHING),
    width,
  );
  single.forEach((node, at) => {
    x[node] = grid.x[at] ?? 0;
    y[node] = top + (grid.y[at] ?? 0);
  });
  const height = single.length > 0 ? top + grid.height : Math.max(0, top - PART_GAP);
  return {
    x: x.map(Math.round),
    y: y.map(Math.round),
    bends: bends.map((points) => points.map(Math.round)),
    width: Math.round(Math.max(width, grid.width)),
    height: Math.round(height),
  };
}

const NOTHING: Size = { width: 0, height: 0 };

/** Rows of nodes, as wide as the rest of the picture or about square. */
function layOutGrid(sizes: readonly Size[], width: number): Omit<GraphLayout, "bends"> {
  const area = sizes.reduce((sum, size) => sum + (size.width + NODE_GAP) * (size.height + NODE_GAP), 0);
  const most = Math.max(width, Math.sqrt(area) * 1.4);
  const x: number[] = [];
  const y: number[] = [];
  let [left, top, row, right] = [0, 0, 0, 0];
  for (const size of sizes) {
    if (left > 0 && left + size.width > most) {
      top += row + NODE_GAP;
      [left, row] = [0, 0];
    }
    x.push(left + size.width / 2);
    y.push(top + size.height / 2);
    left += size.width + NODE_GAP;
    right = Math.max(right, left - NODE_GAP);
    row = Math.max(row, size.height);
  }
  return { x, y, width: right, height: top + row };
}

/** One connected part. */
function layOutPart(sizes: readonly Size[], edges: readonly Pair[]): GraphLayout {
  const forward = acyclic(sizes.length, edges);
  const rankOf = ranks(sizes.length, forward.values());
  const chains = bendNodes(sizes.length, forward, rankOf);
  const all = [...sizes, ...chains.ranks.map(() => NOTHING)];
  const before: number[][] = all.map(() => []);
  const after: number[][] = all.map(() => []);
  for (const chain of chains.chains.values()) {
    for (let step = 1; step < chain.length; step++) {
      const [from = 0, to = 0] = [chain[step - 1], chain[step]];
      after[from]?.push(to);
      before[to]?.push(from);
    }
  }
  const columns: number[][] = [];
  [...rankOf, ...chains.ranks].forEach((rank, node) => {
    while (columns.length <= rank) columns.push([]);
    columns[rank]?.push(node);
  });
  const ordered = orderRanks(columns, before, after);
  const y = heights(ordered, all, before, after);
  const x = new Map<number, number>();
  let left = 0;
  for (const column of ordered) {
    const widest = column.reduce((most, node) => Math.max(most, all[node]?.width ?? 0), 0);
    for (const node of column) x.set(node, left + widest / 2);
    left += widest + RANK_GAP;
  }
  const edgeBends = edges.map((_, edge) => {
    const points = (chains.chains.get(edge) ?? []).slice(1, -1);
    if (forward.get(edge)?.[0] !== edges[edge]?.[0]) points.reverse();
    return points.flatMap((node) => [x.get(node) ?? 0, y.get(node) ?? 0]);
  });
  const bottom = all.reduce((most, size, node) => Math.max(most, (y.get(node) ?? 0) + size.height / 2), 0);
  return {
    x: sizes.map((_, node) => x.get(node) ?? 0),
    y: sizes.map((_, node) => y.get(node) ?? 0),
    bends: edgeBends,
    width: Math.max(0, left - RANK_GAP),
    height: bottom,
  };
}

/** A node without size for each rank that an edge crosses, so that edges run between nodes. */
function bendNodes(nodes: number, edges: ReadonlyMap<number, Pair>, rankOf: readonly number[]) {
  const span = ([from, to]: Pair) => (rankOf[to] ?? 0) - (rankOf[from] ?? 0);
  const needed = [...edges.values()].reduce((sum, edge) => sum + span(edge) - 1, 0);
  const ranks: number[] = [];
  const chains = new Map<number, number[]>();
  for (const [edge, pair] of edges) {
    const [from, to] = pair;
    const chain = [from];
    if (needed <= MAX_BENDS) {
      for (let step = 1; step < span(pair); step++)
        chain.push(nodes + ranks.push((rankOf[from] ?? 0) + step) - 1);
    }
    chains.set(edge, [...chain, to]);
  }
  return { ranks, chains };
}

/** Vertical places: each node as near to the mean of its neighbours as its rank permits. */
function heights(
  columns: readonly (readonly number[])[],
  sizes: readonly Size[],
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): Map<number, number> {
  const y = new Map<number, number>();
  const heightOf = (node: number | undefined) => (node === undefined ? 0 : (sizes[node]?.height ?? 0));
  const gapsOf = (column: readonly number[]) =>
    column.map((node, at) => (heightOf(column[at - 1]) + heightOf(node)) / 2 + NODE_GAP);
  for (const column of columns) {
    const gaps = gapsOf(column);
    let at = 0;
    column.forEach((node, index) => {
      at += index === 0 ? 0 : (gaps[index] ?? 0);
      y.set(node, at);
    });
  }
  for (let pass = 0; pass < PASSES; pass++) {
    const right = pass % 2 === 0;
    for (let step = 0; step < columns.length; step++) {
      const column = columns[right ? step : columns.length - 1 - step] ?? [];
      const near = right ? before : after;
      const far = right ? after : before;
      const wanted = column.map(
        (node) => mean(near[node] ?? [], y) ?? mean(far[node] ?? [], y) ?? y.get(node) ?? 0,
      );
      spread(wanted, gapsOf(column)).forEach((value, index) => {
        y.set(column[index] ?? 0, value);
      });
    }
  }
  let least = Number.MAX_SAFE_INTEGER;
  for (const [node, value] of y) least = Math.min(least, value - heightOf(node) / 2);
  for (const [node, value] of y) y.set(node, value - least);
  return y;
}
