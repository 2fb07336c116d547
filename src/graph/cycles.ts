import { forEachTarget } from "../model/incidence.ts";
import type { Bundle, BundleEntry } from "../model/model.ts";
import { isPattern } from "../model/pattern.ts";
import { assetAt, bundleAt, type Graph } from "./graph.ts";
import { strongComponents } from "./strong-components.ts";

/** A shortest cycle of assets. */
export interface Cycle {
  /** Each step reads an asset and writes the input of the next step; the last leads back to the first. */
  readonly steps: readonly CycleStep[];
  /** Number of assets in this component. */
  readonly assets: number;
}

export interface CycleStep {
  readonly bundle: Bundle;
  /** The entry of the bundle with the input. */
  readonly input: BundleEntry;
}

/** An edge of the cycle under construction: nodes and the index of the bundle between them. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly bundle: number;
}

/** Maximum number of members searched per component; all of them would make the search quadratic. */
const MAX_STARTS = 50;

/**
 * One cycle per strongly connected component. Patterns are omitted, because their assets are unknown before a run.
 * Self-loops are not cycles. O(assets + entries of all bundles), and at most 50 times that in the cyclic part.
 */
export function cycles(graph: Graph): Cycle[] {
  const isPlain = Uint8Array.from(graph.assets, ({ id }) => (isPattern(id) ? 0 : 1));
  const edgesFrom = (from: number, expanded: Map<number, number>): Edge[] => {
    const edges: Edge[] = [];
    if (isPlain[from] === 0) return edges;
    forEachTarget(graph.readers, from, (bundle) => {
      // The first input of a task leads to all its outputs except itself, and the second to that one.
      const times = expanded.get(bundle) ?? 0;
      if (times === 2) return;
      expanded.set(bundle, times + 1);
      forEachTarget(graph.outputs, bundle, (to) => {
        if (to !== from && isPlain[to] === 1) edges.push({ from, to, bundle });
      });
    });
    return edges;
  };
  // A task is a separate node after the assets, which avoids the product of inputs and outputs.
  const assets = graph.assets.length;
  const components = strongComponents(graph.assets.keys(), (node) => {
    const next: number[] = [];
    if (node >= assets)
      forEachTarget(graph.outputs, node - assets, (to) => isPlain[to] === 1 && next.push(to));
    else if (isPlain[node] === 1) forEachTarget(graph.readers, node, (bundle) => next.push(assets + bundle));
    return next;
  });
  return components.flatMap((found) => {
    const component = new Set([...found].filter((node) => node < assets));
    if (component.size < 2) return [];
    const steps = shortestCycle(component, edgesFrom).map(({ from, bundle }) => stepOf(graph, from, bundle));
    return [{ steps, assets: component.size }];
  });
}

/** Among shortest cycles, the one through the lowest node. Never empty. */
type EdgesFrom = (node: number, expanded: Map<number, number>) => Edge[];

function shortestCycle(component: ReadonlySet<number>, edgesFrom: EdgesFrom): Edge[] {
  let shortest: Edge[] = [];
  for (const node of [...component].sort((a, b) => a - b).slice(0, MAX_STARTS)) {
    const found = cycleThrough(node, component, edgesFrom);
    if (shortest.length === 0 || found.length < shortest.length) shortest = found;
    if (shortest.length === 2) break;
  }
  return shortest;
}

/** Breadth-first within a component, where every node leads back to the start. */
function cycleThrough(start: number, component: ReadonlySet<number>, edgesFrom: EdgesFrom): Edge[] {
  const expanded = new Map<number, number>();
  const arrivals = new Map<number, Edge>();
  const reached = [start];
  for (const node of reached) {
    // Equal targets keep the order of the bundles.
    for (const edge of edgesFrom(node, expanded).sort((a, b) => a.to - b.to)) {
      if (!component.has(edge.to) || arrivals.has(edge.to)) continue;
      arrivals.set(edge.to, edge);
      if (edge.to === start) return pathBack(start, arrivals);
      reached.push(edge.to);
    }
  }
  return [];
}

function pathBack(start: number, arrivals: ReadonlyMap<number, Edge>): Edge[] {
  const path: Edge[] = [];
  for (let edge = arrivals.get(start); edge !== undefined; edge = arrivals.get(edge.from)) {
    path.push(edge);
    if (edge.from === start) break;
  }
  return path.reverse();
}

function stepOf(graph: Graph, node: number, index: number): CycleStep {
  const bundle = bundleAt(graph, index);
  const { id } = assetAt(graph, node);
  const input = bundle.inputs.find((entry) => entry.id === id);
  if (input === undefined) throw new RangeError(`bundle ${index} does not read ${JSON.stringify(id)}`);
  return { bundle, input };
}
