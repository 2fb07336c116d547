import { CERTAINTIES } from "../model/model.ts";
import { activationSteps } from "./activation-steps.ts";
import { assetAt, certaintyAt, type Graph } from "./graph.ts";
import type { Path, PathNode, PathStep, Paths } from "./path-answer.ts";
import { type Arrival, arrivals, lengthTo, type States, shortestStates } from "./shortest-states.ts";
import { taskSteps } from "./step-graph.ts";
import { taskRef } from "./task-ref.ts";
import { unknownAround } from "./unknown-around.ts";

export interface PathOptions {
  /** Also follow Flow triggers, subflow calls and asset triggers. */
  readonly activation?: boolean;
  /** Maximum number of listed paths. */
  readonly limit?: number;
}

const DEFAULT_PATHS = 5;
/** Counting limit: the number of paths can double with each step. */
const MAX_COUNT = 1_000_000;

/**
 * The shortest paths between two sets of assets. A common asset needs a cycle to be connected to itself. Paths are
 * counted along the distances, and only the listed ones are built, so the work does not grow with their number: O(nodes
 * + Σ over steps of sources × targets).
 */
export function shortestPaths(
  graph: Graph,
  from: readonly number[],
  to: readonly number[],
  options: PathOptions = {},
): Paths {
  const activation = options.activation ?? false;
  const steps = activation ? activationSteps(graph) : taskSteps(graph);
  const states = shortestStates(steps, from);
  const ends = [...new Set(to)].flatMap((node) => lengthTo(states, node));
  const length = ends.reduce((least, end) => Math.min(least, end.length), Number.POSITIVE_INFINITY);
  const idsOf = (nodes: readonly number[]) => nodes.map((node) => assetAt(graph, node).id);
  const shared = { from: idsOf(from), to: idsOf(to), activation };
  if (length === Number.POSITIVE_INFINITY) {
    const back = shortestStates(steps, to);
    const backwards = from.some((node) => lengthTo(back, node).length > 0);
    return {
      ...shared,
      count: 0,
      paths: [],
      ...(backwards && { backwards: true }),
      unknown: unknownAround(graph.inventory, [], ["down", "up"]),
    };
  }
  const last = ends.filter((end) => end.length === length).map((end) => end.state);
  const table = weigh(states, last, length);
  const total = last.reduce((sum, state) => sum + countOf(table, key(state, length)), 0);
  const paths = firstPaths(states, table, last, length, options.limit ?? DEFAULT_PATHS);
  return {
    ...shared,
    length,
    count: Math.min(total, MAX_COUNT),
    ...(total > MAX_COUNT && { more: true }),
    paths,
    unknown: unknownAround(graph.inventory, paths.flatMap(tasksOf), ["down", "up"]),
  };
}

/** A state with its number of remaining steps, because a start that is also an end occurs twice. */
type Key = string;
const key = (state: number, length: number): Key => `${state}:${length}`;

interface Weight {
  readonly count: number;
  /** Of the most certain path to this state. */
  readonly certainty: number;
  /** The best first. */
  readonly arrivals: readonly Arrival[];
}

const countOf = (table: ReadonlyMap<Key, Weight>, at: Key) => table.get(at)?.count ?? 0;

/** For every state on a shortest path: number of paths to it, and certainty of the best one. Nearest first. */
function weigh(states: States, last: readonly number[], length: number): Map<Key, Weight> {
  const onPath = new Map<Key, { state: number; length: number; arrivals: Arrival[] }>();
  const waiting = last.map((state) => ({ state, length }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (onPath.has(key(next.state, next.length))) continue;
    const isStart = next.length === 0 && states.starts.has(next.state);
    const found = isStart ? [] : arrivals(states, next.state, next.length);
    onPath.set(key(next.state, next.length), { ...next, arrivals: found });
    for (const arrival of found)
      waiting.push({ state: arrival.before, length: lengthBefore(arrival, next.length) });
  }
  const { nodeCount } = states.steps;
  const byDistance = [...onPath.values()].sort(
    // Links have no length: at equal distance, states reached by name come before linked ones.
    (a, b) => a.length - b.length || Number(a.state >= nodeCount) - Number(b.state >= nodeCount),
  );
  const table = new Map<Key, Weight>();
  for (const step of byDistance) {
    const weights = step.arrivals.map((arrival) => {
      const before = table.get(key(arrival.before, lengthBefore(arrival, step.length)));
      return {
        arrival,
        count: before?.count ?? 0,
        certainty: Math.max(before?.certainty ?? 0, arrival.certainty),
      };
    });
    weights.sort((a, b) => a.certainty - b.certainty);
    const isStart = step.arrivals.length === 0;
    table.set(key(step.state, step.length), {
      // Counted one beyond the limit, to detect omitted paths.
      count: isStart
        ? 1
        : Math.min(
            MAX_COUNT + 1,
            weights.reduce((sum, { count }) => sum + count, 0),
          ),
      certainty: weights[0]?.certainty ?? 0,
      arrivals: weights.map(({ arrival }) => arrival),
    });
  }
  return table;
}

function lengthBefore(arrival: Arrival, length: number): number {
  return arrival.step === undefined ? length : length - 1;
}

/**
 * Walks back from the ends, the most certain predecessor first. Every predecessor leads to a start, so no attempt
 * fails.
 */
function firstPaths(
  states: States,
  table: ReadonlyMap<Key, Weight>,
  last: readonly number[],
  length: number,
  limit: number,
): Path[] {
  interface Open {
    readonly state: number;
    readonly length: number;
    /** The steps after this state, as a list with a shared tail. */
    readonly tail: { readonly step: PathStep; readonly rest: Open["tail"] } | undefined;
    readonly certainty: number;
  }
  const certaintyAtEnd = (state: number) => table.get(key(state, length))?.certainty ?? 0;
  const open: Open[] = [...last]
    .sort((a, b) => certaintyAtEnd(a) - certaintyAtEnd(b))
    .map((state) => ({ state, length, tail: undefined, certainty: 0 }))
    .reverse();
  const paths: Path[] = [];
  for (let next = open.pop(); next !== undefined && paths.length < limit; next = open.pop()) {
    const { state, tail, certainty } = next;
    const ways = table.get(key(state, next.length))?.arrivals ?? [];
    if (ways.length === 0) {
      const steps: PathStep[] = [];
      for (let rest = tail; rest !== undefined; rest = rest.rest) steps.push(rest.step);
      paths.push({ certainty: certaintyAt(certainty), steps });
    }
    for (const arrival of ways.toReversed()) {
      open.push({
        state: arrival.before,
        length: lengthBefore(arrival, next.length),
        tail: { step: pathStep(states, arrival, state), rest: tail },
        certainty: Math.max(certainty, arrival.certainty),
      });
    }
  }
  return paths.sort((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty));
}

function pathStep({ steps }: States, arrival: Arrival, state: number): PathStep {
  const { graph, nodeCount } = steps;
  const nodeAt = (node: number): PathNode =>
    node < graph.assets.length ? { asset: assetAt(graph, node).id } : { flow: steps.flowAt(node) };
  const [before, after] = [arrival.before % nodeCount, state % nodeCount];
  const ends = { from: nodeAt(before), to: nodeAt(after), certainty: certaintyAt(arrival.certainty) };
  if (arrival.step === undefined) return { kind: "same", ...ends };
  const origin = steps.stepAt(arrival.step);
  if (origin.kind === "start") {
    const { namespace, flow, task, taskType, place, kind: how } = origin.activation;
    const trigger = how !== "call" && ({ trigger: true } as const);
    return { kind: "start", ...ends, how, by: { namespace, flow, task, ...trigger, taskType, place } };
  }
  const { kind, bundle } = origin;
  const named = assetAt(graph, kind === "run" ? before : after).id;
  const entries = kind === "run" ? [...bundle.inputs, ...bundle.outputs] : bundle.outputs;
  const place = entries.find((entry) => entry.id === named)?.place ?? bundle.place;
  const { cases } = arrival;
  return { kind, ...ends, task: taskRef(bundle, place), cases, assumptions: bundle.assumptions };
}

function tasksOf(path: Path) {
  return path.steps.flatMap((step) => {
    if (step.kind === "same") return [];
    return step.kind === "start" ? [step.by] : [step.task];
  });
}
