import { incidenceOf, type RowEntry, rowEntries, transpose } from "../model/incidence.ts";
import type { FlowId } from "../model/model.ts";
import { type FlowIndex, flowIndex, matchedAssets, matchedFlows } from "./activation-targets.ts";
import type { Graph } from "./graph.ts";
import { declarations, type StepGraph, type StepOrigin } from "./step-graph.ts";

/**
 * Steps between assets and between executions: a run of a flow reads or writes an asset (`run`), the run or the asset
 * starts a flow (`start`), and the started flow writes assets (`write`). Each flow has two nodes, running and started,
 * so that a path cannot enter a flow through an input and leave it through an unrelated output: only a start leads to
 * all outputs.
 */
export function activationSteps(graph: Graph): StepGraph {
  const flows = flowIndex(graph.inventory);
  const nodeCount = graph.assets.length + 2 * flows.flows.length;
  const rows = collectRows(graph, flows);
  const sources = incidenceOf(rows.map((row) => row.sources));
  const targets = incidenceOf(rows.map((row) => row.targets));
  return {
    graph,
    nodeCount,
    sources,
    targets,
    leaving: transpose(sources, nodeCount),
    arriving: transpose(targets, nodeCount),
    linksOf: (node) => (node < graph.assets.length ? graph.linksOf(node) : []),
    stepAt: (step) => {
      const row = rows[step];
      if (row === undefined) throw new RangeError(`no step ${step}`);
      return row.origin;
    },
    flowAt: (node) => flowOfNode(node, graph, flows),
    declarationOf: Uint32Array.from(rows, (row) => row.declaration),
  };
}

interface Row {
  readonly origin: StepOrigin;
  readonly declaration: number;
  readonly sources: readonly RowEntry[];
  readonly targets: readonly RowEntry[];
}

function collectRows(graph: Graph, index: FlowIndex): Row[] {
  const running = (flow: number): RowEntry => ({ target: graph.assets.length + flow, certainty: 0 });
  const started = (flow: number): RowEntry => ({
    target: graph.assets.length + index.flows.length + flow,
    certainty: 0,
  });
  const rows: Row[] = [];
  const declared = graph.declarationOf ?? declarations(graph.bundles);
  const count = graph.bundles.length;
  graph.bundles.forEach((bundle, at) => {
    const inputs = rowEntries(graph.inputs, at);
    const outputs = rowEntries(graph.outputs, at);
    const flow = index.numberOf(bundle);
    const declaration = declared[at] ?? at;
    rows.push({ origin: { kind: "task", bundle }, declaration, sources: inputs, targets: outputs });
    rows.push({
      origin: { kind: "run", bundle },
      declaration: count + declaration,
      sources: distinct([...inputs, ...outputs]),
      targets: [running(flow)],
    });
    rows.push({
      origin: { kind: "write", bundle },
      declaration: 2 * count + declaration,
      sources: [started(flow)],
      targets: outputs,
    });
  });
  graph.inventory.activations.forEach((activation, at) => {
    const own = index.numberOf(activation);
    const row = { origin: { kind: "start", activation } as const, declaration: 3 * count + at };
    // A started flow also runs: it can start the next one.
    const runs = (flows: readonly RowEntry[]) =>
      flows.flatMap(({ target, certainty }) => [
        { ...running(target), certainty },
        { ...started(target), certainty },
      ]);
    const self = [{ target: own, certainty: 0 }];
    switch (activation.kind) {
      case "asset-trigger":
        rows.push({ ...row, sources: matchedAssets(graph, activation.assets), targets: [started(own)] });
        break;
      case "asset-action":
        rows.push({
          ...row,
          sources: matchedAssets(graph, activation.assets),
          targets: matchedFlows(index, activation.flows).map(({ target, certainty }) => ({
            ...started(target),
            certainty,
          })),
        });
        break;
      case "flow-trigger":
        rows.push({
          ...row,
          sources: runs(matchedFlows(index, activation.flows)),
          targets: [started(own)],
        });
        break;
      case "call":
        rows.push({
          ...row,
          sources: runs(self),
          targets: matchedFlows(index, activation.flows).map(({ target, certainty }) => ({
            ...started(target),
            certainty,
          })),
        });
        break;
    }
  });
  return rows;
}

function flowOfNode(node: number, graph: Graph, { flows }: FlowIndex): FlowId {
  const flow = flows[(node - graph.assets.length) % flows.length];
  if (flow === undefined) throw new RangeError(`node ${node} is not a flow`);
  return flow;
}

/** One entry per target, the first of several. */
function distinct(entries: readonly RowEntry[]): RowEntry[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.target, entry])).values()];
}
