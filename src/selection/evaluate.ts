import { createExplorer } from "../graph/explorer.ts";
import type { Graph } from "../graph/graph.ts";
import type { Asset } from "../model/model.ts";
import { shortType } from "../model/types.ts";
import { suggest } from "../util/suggest.ts";
import type { Atom, Ends, Selection, Walked } from "./ast.ts";
import { atomNodes, flowsOf } from "./atom-nodes.ts";
import type { SelectionContext } from "./context.ts";

export interface EvaluatedSelection {
  /** In the graph's order, that of the ids. */
  readonly nodes: readonly number[];
  /** Parts without a match, with suggestions. */
  readonly unmatched: readonly Unmatched[];
}

export interface Unmatched {
  readonly atom: Atom;
  /** It matches flows, but without such declarations. */
  readonly isSilent: boolean;
  /** Suggestions, best first: ids, or values of the same method. */
  readonly near: readonly string[];
}

/**
 * Evaluates a selection. Pure; O(parts × (assets + bundle entries)). `roots(x)` are the roots *of* x, not within it:
 * the assets without inputs among x and everything upstream. `sinks(x)` likewise: the assets without outputs among x
 * and everything downstream. Self-loops are ignored; members of longer cycles are neither.
 */
export function evaluateSelection(selection: Selection, context: SelectionContext): EvaluatedSelection {
  const unmatched: Unmatched[] = [];
  return { nodes: markedNodes(evaluate(selection, context, unmatched)), unmatched };
}

type Marks = Uint8Array;

function evaluate(selection: Selection, context: SelectionContext, unmatched: Unmatched[]): Marks {
  const { graph } = context;
  switch (selection.kind) {
    case "all":
      return new Uint8Array(graph.assets.length).fill(1);
    case "external":
      return markWhere(graph, (asset) => asset.external);
    case "atom": {
      const marks = markNodes(graph, atomNodes(selection, context));
      if (!marks.includes(1)) unmatched.push(unmatchedAtom(selection, context));
      return marks;
    }
    case "not":
      return evaluate(selection.of, context, unmatched).map((mark) => 1 - mark);
    case "and":
    case "or": {
      const [first, ...rest] = selection.items.map((item) => evaluate(item, context, unmatched));
      const marks = first ?? new Uint8Array(graph.assets.length);
      for (const operand of rest) {
        marks.forEach((mark, node) => {
          const there = operand[node] ?? 0;
          marks[node] = selection.kind === "and" ? mark & there : mark | there;
        });
      }
      return marks;
    }
    case "walk":
      return walked(selection, evaluate(selection.of, context, unmatched), graph);
    case "roots":
    case "sinks":
      return ends(selection, evaluate(selection.of, context, unmatched), graph);
  }
}

function walked({ up, down }: Walked, of: Marks, graph: Graph): Marks {
  const marks = of.slice();
  const { reach } = createExplorer(graph);
  for (const [direction, depth] of [["up", up] as const, ["down", down] as const]) {
    if (depth === undefined) continue;
    const steps = depth === "unlimited" ? Number.POSITIVE_INFINITY : depth;
    reach(markedNodes(of), direction, steps).forEach((distance, node) => {
      if (distance >= 0) marks[node] = 1;
    });
  }
  return marks;
}

function ends({ kind }: Ends, of: Marks, graph: Graph): Marks {
  const direction = kind === "roots" ? "up" : "down";
  return markNodes(graph, createExplorer(graph).ends(markedNodes(of), direction));
}

function markedNodes(marks: Marks): number[] {
  return [...marks.keys()].filter((node) => marks[node] === 1);
}

function markWhere(graph: Graph, test: (asset: Asset) => boolean): Marks {
  return Uint8Array.from(graph.assets, (asset) => (test(asset) ? 1 : 0));
}

function markNodes(graph: Graph, nodes: Iterable<number>): Marks {
  const marks = new Uint8Array(graph.assets.length);
  for (const node of nodes) marks[node] = 1;
  return marks;
}

function unmatchedAtom(atom: Atom, context: SelectionContext): Unmatched {
  const isSilent = flowsOf(atom, context).length > 0;
  const near = isSilent ? [] : suggest(atom.value, candidates(atom, context.graph), { partial: true });
  return { atom, isSilent, near };
}

function candidates({ method }: Atom, { assets, inventory }: Graph): readonly string[] {
  switch (method) {
    case "id":
      return assets.map(({ id }) => id);
    case "type":
      return distinct(assets.map(({ type }) => type && shortType(type)));
    case "namespace":
      return distinct(assets.map(({ namespace }) => namespace));
    case "flow":
    case "writes":
    case "reads":
      return distinct(inventory.flows.map(({ flow }) => flow));
    default:
      return [];
  }
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
