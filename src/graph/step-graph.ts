import type { Incidence } from "../model/incidence.ts";
import type { Activation, Bundle, FlowId } from "../model/model.ts";
import { bundleAt, type Graph } from "./graph.ts";
import { sameDeclaration } from "./merge-cases.ts";

/**
 * The steps of paths, each from all its sources to all its targets. The first nodes are those of the graph; later
 * nodes, if any, are flows.
 */
export interface StepGraph {
  readonly graph: Graph;
  readonly nodeCount: number;
  /** From step to its sources and to its targets. */
  readonly sources: Incidence;
  readonly targets: Incidence;
  /** From node to the steps from it and to it. */
  readonly leaving: Incidence;
  readonly arriving: Incidence;
  /** Possible matches of a node at run time. */
  readonly linksOf: (node: number) => readonly number[];
  readonly stepAt: (step: number) => StepOrigin;
  /** The flow of a node after the assets. */
  readonly flowAt: (node: number) => FlowId;
  /** Steps with the same number are cases of one declaration. */
  readonly declarationOf: Uint32Array;
}

/**
 * task: one bundle, from its inputs to its outputs. run: a run of the flow reads or writes the asset in this bundle.
 * start: an activation. write: a started flow writes the bundle's outputs.
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

/** For each bundle the number of its declaration, shared by its adjacent cases. */
export function declarations(bundles: readonly Bundle[]): Uint32Array {
  const numbers = new Uint32Array(bundles.length);
  bundles.forEach((bundle, index) => {
    const before = bundles[index - 1];
    const same = before !== undefined && sameDeclaration(before, bundle);
    numbers[index] = same ? (numbers[index - 1] ?? 0) : index;
  });
  return numbers;
}
