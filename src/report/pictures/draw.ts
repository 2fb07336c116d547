import { weaker } from "../../model/assumption.ts";
import type { Bundle, Certainty, Inventory } from "../../model/model.ts";
import { compareText } from "../../model/order.ts";
import { isPattern } from "../../model/pattern.ts";
import { assetNode, flowNode, nodeKey } from "./draw-node.ts";
import type { Drawing, DrawnNode, EdgeKind, Grouping } from "./drawing.ts";
import { createEdgeSet, type EdgeSet } from "./edge-set.ts";
import { groupOf } from "./group-of.ts";
import { withoutEdgesShownByFlows } from "./shown-by-flows.ts";
import { within } from "./within.ts";

export interface DrawOptions {
  /** Draws flows as separate nodes with `produces` and `consumed-by` edges, as in Kestra's dependency graph. */
  readonly flows?: boolean;
  /** Writes the names of tasks on edges. */
  readonly edgeLabels?: boolean;
  /** Draws a frame around the assets of each group. */
  readonly cluster?: Grouping;
  /** Only these assets; all when absent. */
  readonly keep?: ReadonlySet<string>;
  /** Highlighted assets; with `depth`, also the centre of the picture. */
  readonly focus?: ReadonlySet<string>;
  /** Maximum distance from `focus` in either direction. No effect without a focus. */
  readonly depth?: number;
  /** Pairs of a pattern and a possible match. */
  readonly links?: Iterable<readonly [string, string]>;
}

/** Draws an inventory. Nodes and edges are sorted by their keys. */
export function draw(inventory: Inventory, options: DrawOptions = {}): Drawing {
  const nodes = drawAssets(inventory, options);
  const edges = createEdgeSet();
  for (const bundle of inventory.bundles) {
    addUpstreamEdges(edges, nodes, bundle, options);
    if (options.flows) addFlowEdges(edges, nodes, bundle, options);
  }
  const written = new Set(inventory.bundles.flatMap((bundle) => bundle.outputs.map(({ id }) => id)));
  for (const [a, b] of options.links ?? []) {
    // An edge without an arrow only keeps written assets before read ones in the layout.
    const swap = written.has(a) === written.has(b) ? isPattern(b) && !isPattern(a) : written.has(b);
    const [from, to] = (swap ? [b, a] : [a, b]).map(nodeKey);
    if (from === undefined || to === undefined || !nodes.has(from) || !nodes.has(to)) continue;
    edges.add({ from, to, kind: "may-be", certainty: "pattern" });
  }
  const all: Drawing = {
    nodes: [...nodes.values()].sort((a, b) => compareText(a.key, b.key)),
    edges: edges.edges(),
    hidden: 0,
    ...(edges.leftOut() > 0 && { edgesLeftOut: edges.leftOut() }),
  };
  const middle = [...(options.focus ?? [])].map(nodeKey);
  const part = options.depth === undefined || middle.length === 0 ? all : within(all, middle, options.depth);
  return options.flows ? withoutEdgesShownByFlows(part, inventory.bundles) : part;
}

function drawAssets(inventory: Inventory, options: DrawOptions): Map<string, DrawnNode> {
  const writers = new Map<string, Set<string>>();
  const namespaces = new Map<string, Set<string>>();
  for (const bundle of inventory.bundles) {
    for (const { id } of bundle.outputs) {
      addTo(writers, id, taskText(bundle));
      addTo(namespaces, id, bundle.namespace);
    }
  }
  const nodes = new Map<string, DrawnNode>();
  for (const asset of inventory.assets) {
    if (options.keep !== undefined && !options.keep.has(asset.id)) continue;
    const cluster = options.cluster && groupOf(asset, options.cluster, namespaces.get(asset.id) ?? new Set());
    const node = assetNode(asset, {
      writers: [...(writers.get(asset.id) ?? [])].sort(compareText),
      focus: options.focus?.has(asset.id) === true,
      ...(cluster !== undefined && { cluster }),
    });
    nodes.set(node.key, node);
  }
  return nodes;
}

function addUpstreamEdges(
  edges: EdgeSet,
  nodes: ReadonlyMap<string, DrawnNode>,
  bundle: Bundle,
  { edgeLabels }: DrawOptions,
): void {
  for (const input of bundle.inputs) {
    const from = nodeKey(input.id);
    if (!nodes.has(from)) continue;
    if (edges.isFull()) {
      edges.leaveOut(bundle.outputs.length);
      continue;
    }
    for (const output of bundle.outputs) {
      const to = nodeKey(output.id);
      // An asset that is both read and written by a task does not feed itself.
      if (from === to || !nodes.has(to)) continue;
      const certainty = weaker(input.certainty, output.certainty);
      const inferred = bundle.origin === "inferred";
      edges.add({
        ...{ from, to, kind: "upstream-of", certainty, inferred, detail: taskText(bundle) },
        ...(edgeLabels && { task: bundle.task }),
      });
    }
  }
}

function addFlowEdges(
  edges: EdgeSet,
  nodes: Map<string, DrawnNode>,
  bundle: Bundle,
  { cluster, edgeLabels }: DrawOptions,
): void {
  const flow = flowNode(bundle, cluster === "namespace");
  const touch = (id: string, kind: EdgeKind, certainty: Certainty) => {
    const asset = nodeKey(id);
    if (!nodes.has(asset)) return;
    if (!nodes.has(flow.key)) nodes.set(flow.key, flow);
    const [from, to] = kind === "produces" ? [flow.key, asset] : [asset, flow.key];
    edges.add({
      ...{ from, to, kind, certainty, inferred: bundle.origin === "inferred", detail: bundle.task },
      ...(edgeLabels && { task: bundle.task }),
    });
  };
  for (const entry of bundle.inputs) touch(entry.id, "consumed-by", entry.certainty);
  for (const entry of bundle.outputs) touch(entry.id, "produces", entry.certainty);
}

function taskText({ namespace, flow, task }: Bundle): string {
  return `${namespace} / ${flow} / ${task}`;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.add(value);
  else map.set(key, new Set([value]));
}
