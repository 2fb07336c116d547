import { forEachTarget } from "../model/incidence.ts";
import { CERTAINTIES } from "../model/model.ts";
import type { StepGraph } from "./step-graph.ts";

/**
 * A state of a path: node `n` reached by name is the state `n`; the same node reached as a match is the state `n +
 * nodeCount`. Links are not followed from a link, so the two differ.
 */
export interface States {
  readonly steps: StepGraph;
  readonly starts: ReadonlySet<number>;
  /** By state: distance from the nearest start; -1 for an unreached one. */
  readonly distance: Int32Array;
}

/** One way into a state. */
export interface Arrival {
  readonly before: number;
  /** The step; absent for a link. Among the cases of one declaration the most certain one. */
  readonly step?: number;
  readonly cases: number;
  /** Of this step only, as its index in CERTAINTIES. */
  readonly certainty: number;
}

const PATTERN = CERTAINTIES.indexOf("pattern");

/** Breadth-first from all starts at once. O(nodes + step entries + links of reached nodes). */
export function shortestStates(steps: StepGraph, starts: readonly number[]): States {
  const { nodeCount } = steps;
  const distance = new Int32Array(2 * nodeCount).fill(-1);
  const entered = new Uint8Array(steps.declarationOf.length);
  let next: number[] = [];
  const arrive = (state: number, at: number) => {
    if (distance[state] !== -1) return;
    distance[state] = at;
    next.push(state % nodeCount);
    if (state < nodeCount) for (const link of steps.linksOf(state)) arrive(link + nodeCount, at);
  };
  for (const start of starts) arrive(start, 0);
  for (let at = 1; next.length > 0; at++) {
    const level = next;
    next = [];
    for (const node of level) {
      forEachTarget(steps.leaving, node, (step) => {
        if (entered[step] === 1) return;
        entered[step] = 1;
        forEachTarget(steps.targets, step, (target) => arrive(target, at));
      });
    }
  }
  return { steps, starts: new Set(starts), distance };
}

/**
 * All predecessors of a state on shortest paths of this length, one per state and declaration, in the order of the
 * steps. A start has none, except as the end of a cycle.
 */
export function arrivals({ steps, distance }: States, state: number, length: number): Arrival[] {
  const { nodeCount } = steps;
  if (state >= nodeCount) {
    return steps
      .linksOf(state - nodeCount)
      .filter((node) => distance[node] === length)
      .map((before) => ({ before, cases: 1, certainty: PATTERN }));
  }
  const found = new Map<number, Arrival>();
  forEachTarget(steps.arriving, state, (step, target) => {
    const declaration = steps.declarationOf[step] ?? 0;
    forEachTarget(steps.sources, step, (node, source) => {
      // A task that reads and writes an asset does not reach it a second time.
      if (node === state) return;
      const certainty = Math.max(source, target);
      for (const before of [node, node + nodeCount]) {
        if (distance[before] !== length - 1) continue;
        const key = declaration * 2 * nodeCount + before;
        const known = found.get(key);
        const stronger = known === undefined || certainty < known.certainty;
        const cases = (known?.cases ?? 0) + 1;
        found.set(key, stronger ? { before, step, cases, certainty } : { ...known, cases });
      }
    });
  });
  return [...found.values()];
}

/** The length of the shortest path to a node, at least one step or link; undefined without a path. */
export function lengthTo(
  states: States,
  node: number,
): { readonly length: number; readonly state: number }[] {
  const { steps, starts, distance } = states;
  if (!starts.has(node)) {
    return [node, node + steps.nodeCount].flatMap((state) => {
      const length = distance[state] ?? -1;
      return length < 0 ? [] : [{ state, length }];
    });
  }
  let best: number | undefined;
  forEachTarget(steps.arriving, node, (step) => {
    forEachTarget(steps.sources, step, (source) => {
      if (source === node) return;
      for (const before of [source, source + steps.nodeCount]) {
        const at = distance[before] ?? -1;
        if (at >= 0 && (best === undefined || at + 1 < best)) best = at + 1;
      }
    });
  });
  return best === undefined ? [] : [{ state: node, length: best }];
}
