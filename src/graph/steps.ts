import { targetsOf } from "../model/incidence.ts";
import { type Bundle, type BundleEntry, CERTAINTIES } from "../model/model.ts";
import type { Direction, Hop, WalkEnd } from "./answer.ts";
import type { Distances } from "./breadth-first.ts";
import { assetAt, bundleAt, certaintyAt, type Graph } from "./graph.ts";
import { mergeCases, type WalkStep } from "./merge-cases.ts";
import { type Proof, taskRef } from "./task-ref.ts";

interface Walked {
  readonly graph: Graph;
  readonly start: number;
  readonly direction: Direction;
  readonly distances: Distances;
  readonly depth: number;
}

/** Limit of inputs listed per output: the nearest ones. */
const MOST_FROM = 100;

/** Maximum number of listed assets of all hops together; beyond it, the nearest one of each is listed. */
const MOST_FROM_OF_ALL = 10_000;

interface Steps {
  /** By target node; shortest first, then by flow and place. */
  readonly hops: ReadonlyMap<number, readonly Hop[]>;
  readonly ends: readonly WalkEnd[];
}

/**
 * Converts the reached bundles to the steps of an answer. A bundle that leads only to the start or to its own inputs is
 * an end.
 */
export function collectSteps(walked: Walked): Steps {
  const { graph, start, distances, depth } = walked;
  const down = walked.direction === "down";
  const hopsTo = new Map<number, WalkStep[]>();
  const ends: WalkStep[] = [];
  distances.bundle.forEach((level, index) => {
    if (level < 0 || level >= depth) return;
    const bundle = bundleAt(graph, index);
    const near = targetsOf(down ? graph.inputs : graph.outputs, index).filter((node) => {
      const left = distances.leftAt[node] ?? -1;
      return left >= 0 && left < depth;
    });
    const far = targetsOf(down ? graph.outputs : graph.inputs, index);
    const certainty = distances.bundleCertainty[index] ?? 0;
    const farEntry = strongestEntry(down ? bundle.outputs : bundle.inputs);
    const listed = near.length > MOST_FROM ? nearestFirst(near, distances).slice(0, MOST_FROM) : near;
    const isNear = new Set(listed);
    const nearIn = strongestEntry(down ? bundle.inputs : bundle.outputs);
    const nearEntry = ([first]: readonly number[]) =>
      first === undefined ? undefined : nearIn(assetAt(graph, first).id);
    let leads = false;
    for (const node of far) {
      // A task that reads and writes an asset does not reach it a second time. All outputs share one list of inputs.
      const from = isNear.has(node) ? listed.filter((other) => other !== node) : listed;
      if (node === start || from.length === 0) continue;
      leads = true;
      const entry = farEntry(assetAt(graph, node).id);
      const step = {
        bundle,
        distance: level + 1,
        certainty: Math.max(certainty, CERTAINTIES.indexOf(entry?.certainty ?? "exact")),
        place: entry?.place ?? bundle.place,
        proof: proofOf(entry, down ? nearEntry(from) : entry),
        from,
        ...(near.length > MOST_FROM && { moreFrom: near.length - MOST_FROM }),
        back: [],
      };
      const known = hopsTo.get(node);
      if (known) known.push(step);
      else hopsTo.set(node, [step]);
    }
    if (leads) return;
    const nearest = near.reduce(nearer(distances), near[0] ?? start);
    const entry = nearIn(assetAt(graph, nearest).id);
    const place = entry?.place ?? bundle.place;
    const proof = proofOf(entry, entry);
    ends.push({
      bundle,
      distance: level + 1,
      certainty,
      place,
      proof,
      from: listed,
      back: far.slice(0, MOST_FROM),
    });
  });

  const merge = (steps: readonly WalkStep[]) => mergeCases(steps).sort((a, b) => a.distance - b.distance);
  const lists = new Map<readonly number[], readonly string[]>();
  const ids = (nodes: readonly number[]) => {
    const known = lists.get(nodes) ?? nearestFirst(nodes, distances).map((node) => assetAt(graph, node).id);
    lists.set(nodes, known);
    return known;
  };
  let left = MOST_FROM_OF_ALL;
  const limitedFrom = ({ from, moreFrom = 0 }: WalkStep): Pick<Hop, "from" | "moreFrom"> => {
    const all = ids(from);
    const listed = all.length <= left ? all : all.slice(0, 1);
    left -= listed.length;
    const more = moreFrom + all.length - listed.length;
    return { from: listed, ...(more > 0 && { moreFrom: more }) };
  };
  const shared = ({ bundle, place, proof, distance, certainty, cases }: WalkStep & { cases: number }) => ({
    ...taskRef(bundle, place, proof),
    distance,
    certainty: certaintyAt(certainty),
    cases,
    assumptions: bundle.assumptions,
  });
  return {
    hops: new Map(
      [...hopsTo].map(([node, steps]) => [
        node,
        merge(steps).map(
          (step): Hop => ({
            ...shared(step),
            ...limitedFrom(step),
          }),
        ),
      ]),
    ),
    ends: merge(ends).map(
      (step): WalkEnd => ({ ...shared(step), from: ids(step.from), back: ids(step.back) }),
    ),
  };
}

/**
 * @param input what the task reads: other tasks may have passed it on
 */
function proofOf(named: BundleEntry | undefined, input: BundleEntry | undefined): Proof {
  return {
    ...(named?.evidence !== undefined && { evidence: named.evidence }),
    ...(input?.via !== undefined && { via: input.via }),
  };
}

/** Finds the entry with an id; among several, the most certain one. */
function strongestEntry(entries: Bundle["inputs"]): (id: string) => BundleEntry | undefined {
  const [only, another] = entries;
  if (another === undefined) return (id) => (only?.id === id ? only : undefined);
  const byId = new Map<string, BundleEntry>();
  for (const entry of entries) {
    const known = byId.get(entry.id);
    if (known && CERTAINTIES.indexOf(known.certainty) <= CERTAINTIES.indexOf(entry.certainty)) continue;
    byId.set(entry.id, entry);
  }
  return (id) => byId.get(id);
}

function nearer(distances: Distances): (a: number, b: number) => number {
  return (a, b) => ((distances.leftAt[b] ?? 0) < (distances.leftAt[a] ?? 0) ? b : a);
}

export function nearestFirst(nodes: readonly number[], distances: Distances): number[] {
  if (nodes.length < 2) return [...nodes];
  return [...nodes].sort((a, b) => (distances.leftAt[a] ?? 0) - (distances.leftAt[b] ?? 0) || a - b);
}
