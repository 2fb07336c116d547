import { weaker } from "../model/assumption.ts";
import { forEachTarget } from "../model/incidence.ts";
import { flowKey } from "../model/keys.ts";
import type { Activation, Certainty, FlowId, FlowMatch } from "../model/model.ts";
import { orderFlows } from "../model/order.ts";
import { isPattern, literalLength } from "../model/pattern.ts";
import { fits, mayMean } from "./activation-targets.ts";
import type { TaskRef } from "./answer.ts";
import { assetAt, type Graph } from "./graph.ts";
import { breadthFirstDistances } from "./reach.ts";

/** A flow started by an impacted one. */
export interface StartedFlow extends FlowId {
  /** Number of starts between the impact and this flow; 1 for a direct start. */
  readonly starts: number;
  /** Of the strongest reason. */
  readonly certainty: Certainty;
  readonly reasons: readonly StartReason[];
}

export interface StartReason {
  readonly how: Activation["kind"];
  /** The trigger, or the task with the call or the action. */
  readonly by: TaskRef;
  /** The asset or flow it listens to, or the calling flow. */
  readonly from: { readonly asset: string } | { readonly flow: FlowId };
  readonly certainty: Certainty;
}

/** Flows started by impacted assets and flows. Plain data. */
export interface StartedFlows {
  /** Started automatically: Flow triggers, calls, asset triggers. By number of starts, then name. */
  readonly flows: readonly StartedFlow[];
  /** Flows that a person can start from the page of an impacted asset. Never followed. */
  readonly byHand: readonly StartedFlow[];
  /** With `through`: assets written by started flows and everything downstream, beyond the impact itself. */
  readonly assets?: readonly string[];
}

/** The impact. */
export interface Impacted {
  /** Nodes, including the start. */
  readonly assets: Iterable<number>;
  /** Flows that run with other data, or changed themselves. */
  readonly flows: Iterable<FlowId>;
}

/**
 * The flows started by the impact: those that listen to an impacted flow or asset, and those called by an impacted
 * flow. O(activations × impacted), and with `through` O(bundles) for each further start.
 *
 * @param through also include the outputs of started flows, everything downstream, and the flows started by these
 */
export function startedFlows(graph: Graph, { assets, flows }: Impacted, through = false): StartedFlows {
  const impacted = new Set(assets);
  const running = new Map([...flows].map((flow) => [flowKey(flow), flow]));
  const first = new Set(impacted);
  const rounds = new Map<string, number>();
  const found = () => reasonsIn(graph, impacted, running);
  let reasons = found();
  for (let round = 1; ; round++) {
    const fresh = [...reasons.values()].filter(({ key, byItself }) => byItself && !rounds.has(key));
    for (const { key } of fresh) rounds.set(key, round);
    if (!through || fresh.length === 0) break;
    runAll(
      graph,
      fresh.map(({ flow }) => flow),
      impacted,
      running,
    );
    reasons = found();
  }
  const all = [...reasons.values()];
  return {
    flows: all
      .flatMap(({ key, flow, byItself }) => {
        const starts = rounds.get(key);
        return starts === undefined || byItself === undefined ? [] : [started(flow, starts, byItself)];
      })
      .sort((a, b) => a.starts - b.starts || orderFlows(a, b)),
    byHand: all
      .flatMap(({ flow, byHand }) => (byHand === undefined ? [] : [started(flow, 1, byHand)]))
      .sort(orderFlows),
    ...(through && {
      assets: [...impacted]
        .filter((node) => !first.has(node))
        .sort((a, b) => a - b)
        .map((node) => assetAt(graph, node).id),
    }),
  };
}

interface Found {
  readonly key: string;
  readonly flow: FlowId;
  byItself?: StartReason[];
  byHand?: StartReason[];
}

function started({ namespace, flow }: FlowId, starts: number, reasons: readonly StartReason[]): StartedFlow {
  const [first] = reasons;
  const order = ["exact", "default", "choice", "pattern"] as const;
  const certainty = order.find((candidate) => reasons.some((reason) => reason.certainty === candidate));
  return { namespace, flow, starts, certainty: certainty ?? first?.certainty ?? "exact", reasons };
}

/** Reasons for each started flow, by flow. */
function reasonsIn(
  graph: Graph,
  impacted: ReadonlySet<number>,
  running: ReadonlyMap<string, FlowId>,
): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const activation of graph.inventory.activations) {
    for (const { from, certainty } of causesOf(activation, graph, impacted, running)) {
      for (const target of targetsOf(activation, graph)) {
        const key = flowKey(target.flow);
        const known: Found = found.get(key) ?? { key, flow: target.flow };
        const side = activation.kind === "asset-action" ? "byHand" : "byItself";
        const reason: StartReason = {
          how: activation.kind,
          by: refOf(activation),
          from,
          certainty: weaker(certainty, target.certainty),
        };
        known[side] = [...(known[side] ?? []), reason];
        found.set(key, known);
      }
    }
  }
  return found;
}

type Cause = Pick<StartReason, "from" | "certainty">;

/** The impacted items that trigger an activation. */
function causesOf(
  activation: Activation,
  graph: Graph,
  impacted: ReadonlySet<number>,
  running: ReadonlyMap<string, FlowId>,
): Cause[] {
  switch (activation.kind) {
    case "call": {
      const { namespace, flow } = activation;
      const own = { namespace, flow };
      return running.has(flowKey(own)) ? [{ from: { flow: own }, certainty: "exact" }] : [];
    }
    case "flow-trigger":
      return [...running.values()].flatMap((flow) => {
        const match = activation.flows.find((candidate) => isMeant(candidate, flow));
        return match === undefined ? [] : [{ from: { flow }, certainty: match.certainty }];
      });
    default: {
      const { assets } = activation;
      if (assets.id !== undefined && !isPattern(assets.id)) {
        const node = graph.nodeOf(assets.id);
        const isHit = node !== undefined && impacted.has(node);
        return isHit ? [{ from: { asset: assets.id }, certainty: assets.certainty }] : [];
      }
      // A trigger without any condition on assets would connect everything.
      if (assets.id !== undefined && literalLength(assets.id) === 0) return [];
      return [...impacted]
        .map((node) => assetAt(graph, node))
        .filter((asset) => mayMean(assets, asset))
        .map(({ id }) => ({ from: { asset: id }, certainty: "pattern" }));
    }
  }
}

/** The flows started by an activation; an exact name without a file counts too. */
function targetsOf(
  activation: Activation,
  { inventory }: Graph,
): { readonly flow: FlowId; readonly certainty: Certainty }[] {
  if (activation.kind === "flow-trigger" || activation.kind === "asset-trigger") {
    const { namespace, flow } = activation;
    return [{ flow: { namespace, flow }, certainty: "exact" }];
  }
  return activation.flows.flatMap((match) => {
    const { namespace, flow, certainty } = match;
    if (namespace !== undefined && flow !== undefined && !isPattern(namespace) && !isPattern(flow)) {
      return [{ flow: { namespace, flow }, certainty }];
    }
    return inventory.flows
      .filter((candidate) => isMeant(match, candidate))
      .map((reached) => ({ flow: { namespace: reached.namespace, flow: reached.flow }, certainty }));
  });
}

function isMeant(match: FlowMatch, flow: FlowId): boolean {
  return fits(match.namespace, flow.namespace) && fits(match.flow, flow.flow);
}

/** Adds the outputs of some flows, everything downstream, and the flows with a task on the way. */
function runAll(
  graph: Graph,
  flows: readonly FlowId[],
  impacted: Set<number>,
  running: Map<string, FlowId>,
): void {
  const keys = new Set(flows.map(flowKey));
  for (const flow of flows) running.set(flowKey(flow), flow);
  const written = new Set<number>();
  graph.bundles.forEach((bundle, index) => {
    if (keys.has(flowKey(bundle))) forEachTarget(graph.outputs, index, (node) => written.add(node));
  });
  breadthFirstDistances(graph, written, "down").forEach((distance, node) => {
    if (distance >= 0) impacted.add(node);
  });
  graph.bundles.forEach((bundle, index) => {
    let reads = false;
    forEachTarget(graph.inputs, index, (node) => {
      reads ||= impacted.has(node);
    });
    const { namespace, flow } = bundle;
    if (reads) running.set(flowKey(bundle), { namespace, flow });
  });
}

function refOf({ namespace, flow, task, taskType, place, kind }: Activation): TaskRef {
  const isTrigger = kind === "flow-trigger" || kind === "asset-trigger";
  return { namespace, flow, task, ...(isTrigger && { trigger: true as const }), taskType, place };
}
