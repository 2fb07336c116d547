import type { KnownGaps, TaskRef } from "../graph/answer.ts";
import { createExplorer } from "../graph/explorer.ts";
import { assetAt, type Graph } from "../graph/graph.ts";
import type { StartedFlows } from "../graph/started-flows.ts";
import { targetsOf } from "../model/incidence.ts";
import { flowKey, taskKey } from "../model/keys.ts";
import type { Asset, Bundle, FlowId, Inventory, Place } from "../model/model.ts";
import { compareText, orderFlows } from "../model/order.ts";
import type { Owner, Owners } from "../model/owners.ts";
import { edgeKey } from "./compare-edges.ts";
import type { AssetChange, InventoryDifference, Sides } from "./compared.ts";

/** On which side of a comparison an edge is. */
export type EdgeSide = "added" | "kept" | "removed";

/** The impact of a change, in the union of both graphs. */
export interface ChangeImpact {
  /** Starts of the walk. */
  readonly starts: readonly string[];
  /** By distance, then id; without the starts. */
  readonly assets: readonly ImpactedAsset[];
  /** Every flow with a task that reads a changed or affected asset: broken ones first, then by distance and name. */
  readonly flows: readonly ImpactedFlow[];
  /** Number of assets beyond the requested depth. */
  readonly beyond: number;
  /** Flows and assets started by these, in the new state. */
  readonly activation: StartedFlows;
  readonly unknown: KnownGaps;
}

export interface ImpactedAsset {
  readonly asset: Asset;
  /** Exact breadth-first distance from the nearest start, in tasks. */
  readonly distance: number;
  readonly owners: readonly Owner[];
  readonly hops: readonly ImpactHop[];
  /** Number of further tasks and assets that lead to it. */
  readonly moreHops?: number;
}

/** Limit of listed hops per asset. */
const MOST_HOPS = 100;

/** One task that leads to the asset, from one asset. */
export interface ImpactHop {
  readonly from: string;
  readonly edge: EdgeSide;
  readonly task: TaskRef;
}

export interface ImpactedFlow extends FlowId {
  readonly place: Place;
  /** Removed asset. */
  readonly removed?: true;
  /** One more than the distance of its nearest input. */
  readonly distance: number;
  readonly owners: readonly Owner[];
  /** Its inputs among these assets, with their tasks. */
  readonly reads: readonly Reading[];
}

export interface Reading {
  readonly asset: string;
  readonly task: TaskRef;
  readonly edge: EdgeSide;
  /** Why the task is broken: an input was removed, has no writer, or has another type. */
  readonly broken?: string;
}

export interface ImpactOf {
  readonly sides: Sides;
  readonly difference: InventoryDifference;
  readonly owners: Owners;
  /** Of both sides. */
  readonly union: Graph;
  readonly starts: readonly number[];
  /** Changed flows: their starts are included. */
  readonly changedFlows?: readonly FlowId[];
  /** Whether the walk continues through started flows. */
  readonly through?: boolean;
  /** Assets beyond it are counted, not listed. Unlimited when absent. */
  readonly depth?: number;
}

/** The impact of some assets of the union. O(assets + bundle entries), and the hops that are listed. */
export function changeImpact(asked: ImpactOf): ChangeImpact {
  const { sides, difference, owners, union, starts, changedFlows = [], through, depth } = asked;
  const explorer = createExplorer(union);
  const all = explorer.reach(starts, "down");
  const limit = depth ?? Number.POSITIVE_INFINITY;
  const distances = all.map((distance) => (distance > limit ? -1 : distance));
  const sideOf = sideLookup(difference, sides);
  const breaking = new Map(
    difference.assets.filter((change) => change.category === "breaking").map((change) => [change.id, change]),
  );
  const started = new Set(starts);
  const hops = new Map<number, ImpactHop[]>();
  const moreHops = new Map<number, number>();
  // The cases of a declaration form one hop and one reading.
  const seen = new Set<string>();
  const isNew = (...parts: readonly string[]) => seen.size < seen.add(JSON.stringify(parts)).size;
  const flows = new Map<string, { bundle: Bundle; distance: number; reads: Reading[] }>();

  union.bundles.forEach((bundle, index) => {
    const near = targetsOf(union.inputs, index).filter((node) => (distances[node] ?? -1) >= 0);
    if (near.length === 0) return;
    const far = targetsOf(union.outputs, index);
    for (const node of near) {
      const id = assetAt(union, node).id;
      const flow = flows.get(flowKey(bundle)) ?? { bundle, distance: Number.POSITIVE_INFINITY, reads: [] };
      flow.distance = Math.min(flow.distance, (distances[node] ?? 0) + 1);
      if (isNew("read", id, taskKey(bundle))) {
        flow.reads.push(reading(id, bundle, sideOf.read(id, bundle), breaking.get(id)));
      }
      flows.set(flowKey(bundle), flow);
    }
    const placeOf = entryPlaces(bundle);
    for (const target of far) {
      const to = assetAt(union, target).id;
      const known = hops.get(target) ?? [];
      hops.set(target, known);
      let left = near.length;
      for (const node of near) {
        if (known.length >= MOST_HOPS) break;
        left--;
        const from = assetAt(union, node).id;
        if (target === node || !isNew("hop", from, to, taskKey(bundle))) continue;
        known.push({ from, edge: sideOf.edge(from, to), task: taskRef(bundle, placeOf(to, "outputs")) });
      }
      if (left > 0) moreHops.set(target, (moreHops.get(target) ?? 0) + left);
    }
  });

  const assets: ImpactedAsset[] = [];
  distances.forEach((distance, node) => {
    if (distance < 0 || started.has(node)) return;
    const asset = assetAt(union, node);
    const more = moreHops.get(node);
    assets.push({
      ...{ asset, distance, owners: owners.ofAsset(asset), hops: hops.get(node) ?? [] },
      ...(more !== undefined && { moreHops: more }),
    });
  });
  const records = new Map(union.inventory.flows.map((flow) => [flowKey(flow), flow]));
  const now = new Set([...sides.after.flows, ...sides.after.bundles].map(flowKey));
  const impacted = [...flows.values()].map(({ bundle, distance, reads }): ImpactedFlow => {
    const { namespace, flow } = bundle;
    return {
      namespace,
      flow,
      place: records.get(flowKey(bundle))?.place ?? bundle.place,
      ...(!now.has(flowKey(bundle)) && { removed: true as const }),
      distance,
      owners: owners.ofFlow(bundle),
      reads,
    };
  });
  const { activations } = sides.after;
  const reached = [...distances.keys()].filter((node) => (distances[node] ?? -1) >= 0);
  const running = [...impacted, ...changedFlows]
    .filter((flow) => now.has(flowKey(flow)))
    .map(({ namespace, flow }) => ({ namespace, flow }));
  const asOfNow = { ...union, inventory: { ...union.inventory, activations } };
  const activation = createExplorer(asOfNow).started({ assets: reached, flows: running }, through);
  return {
    starts: [...started].map((node) => assetAt(union, node).id).sort(compareText),
    assets: assets.sort((a, b) => a.distance - b.distance || compareText(a.asset.id, b.asset.id)),
    flows: impacted.sort(
      (a, b) => Number(isBroken(b)) - Number(isBroken(a)) || a.distance - b.distance || orderFlows(a, b),
    ),
    beyond: all.reduce((sum, distance) => sum + Number(distance > limit), 0),
    activation,
    unknown: explorer.unknownAround([...impacted, ...activation.flows], ["down"]),
  };
}

export function isBroken({ reads }: ImpactedFlow): boolean {
  return reads.some((read) => read.broken !== undefined);
}

function reading(asset: string, bundle: Bundle, edge: EdgeSide, change: AssetChange | undefined): Reading {
  const broken = edge !== "removed" && change !== undefined ? change.reasons[0] : undefined;
  return { asset, task: taskAt(bundle, asset, "inputs"), edge, ...(broken !== undefined && { broken }) };
}

function taskAt(bundle: Bundle, id: string, side: "inputs" | "outputs"): TaskRef {
  return taskRef(bundle, entryPlaces(bundle)(id, side));
}

const places = new WeakMap<Bundle, ReturnType<typeof makePlaces>>();

/** The place of the first entry with an id; indexed, because a task may have thousands. */
function entryPlaces(bundle: Bundle): ReturnType<typeof makePlaces> {
  const known = places.get(bundle) ?? makePlaces(bundle);
  places.set(bundle, known);
  return known;
}

function makePlaces(bundle: Bundle) {
  const placesOf = (side: "inputs" | "outputs") =>
    new Map([...bundle[side]].reverse().map(({ id, place }) => [id, place]));
  const sides = { inputs: placesOf("inputs"), outputs: placesOf("outputs") };
  return (id: string, side: "inputs" | "outputs"): Place => sides[side].get(id) ?? bundle.place;
}

function taskRef({ namespace, flow, task, trigger, taskType }: Bundle, place: Place): TaskRef {
  return { namespace, flow, task, ...(trigger && { trigger }), taskType, place };
}

/** The side of an edge between assets, or of a read by a task. */
function sideLookup({ edges }: InventoryDifference, { before, after }: Sides) {
  const changed = new Map(edges.map(({ from, to, change }) => [edgeKey(from, to), change]));
  const [olds, news] = [readings(before), readings(after)];
  return {
    edge: (from: string, to: string): EdgeSide => changed.get(edgeKey(from, to)) ?? "kept",
    read: (id: string, bundle: Bundle): EdgeSide => {
      const key = readingKey(id, bundle);
      if (!news.has(key)) return "removed";
      return olds.has(key) ? "kept" : "added";
    },
  };
}

function readings({ bundles }: Inventory): ReadonlySet<string> {
  return new Set(bundles.flatMap((bundle) => bundle.inputs.map(({ id }) => readingKey(id, bundle))));
}

function readingKey(id: string, bundle: Bundle): string {
  return JSON.stringify([id, taskKey(bundle)]);
}
