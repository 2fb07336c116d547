import type { Incidence } from "../model/incidence.ts";
import type { Activation, Bundle, FlowId } from "../model/model.ts";
import { bundleAt, type Graph } from "./graph.ts";
import { sameDeclaration } from "./merge-cases.ts";

/**
 * What a path can be made of. A step leads from each of its sources to each of its targets. The first nodes are those
 * of the graph; nodes behind them, if any, are flows.
 */
export interface StepGraph {
  readonly graph: Graph;
  readonly nodeCount: number;
  /** From step to the nodes it starts at, and to those it leads to. */
  readonly sources: Incidence;
  readonly targets: Incidence;
  /** From node to the steps that start at it, and to those that lead to it. */
  readonly leaving: Incidence;
  readonly arriving: Incidence;
  /** Nodes that a run may find to be the same. */
  readonly linksOf: (node: number) => readonly number[];
  readonly stepAt: (step: number) => StepOrigin;
  /** The flow that a node behind the assets stands for. */
  readonly flowAt: (node: number) => FlowId;
  /** Steps with the same number are cases of one declaration. */
  readonly declarationOf: Uint32Array;
}

/**
 * task: one bundle, from what it reads to what it writes. run: the asset is read or written when a run of the flow comes to
 * this bundle. start: an activation. write: a flow that was started writes the bundle's outputs.
 */
export type StepOrigin =
  | { readonly kind: "task" | "run" | "write"; readonly bundle: Bundle }
  | { readonly kind: "start"; readonly activation: Activation };

/** The steps between assets alone: each bundle is one. */
export function taskSteps(graph: Graph): StepGraph {
  return {
    graph,
    nodeCount: graph.assets.length,
    sources: graph.inputs,
    targets: graph.outputs,
    leaving: graph.readers,
    arriving: graph.writers,
    linksOf: graph.linksOf,
    stepAt: (step) => ({ kind: "task", bundle: bundleAt(graph, step) }),
    flowAt: () => {
      throw new RangeError("steps between assets lead to no flow");
    },
    declarationOf: graph.declarationOf ?? declarations(graph.bundles),
  };
}

/** For each bundle a number that it shares with the other cases of its declaration, which stand next to it. */
export function declarations(bundles: readonly Bundle[]): Uint32Array {
  const numbers = new Uint32Array(bundles.length);
  bundles.forEach((bundle, index) => {
    const before = bundles[index - 1];
    const same = before !== undefined && sameDeclaration(before, bundle);
    numbers[index] = same ? (numbers[index - 1] ?? 0) : index;
  });
  return numbers;
}
