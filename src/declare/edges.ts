import type { FileResult } from "../model/declared.ts";
import { taskKey } from "../model/keys.ts";
import { compareText } from "../model/order.ts";

/** The reads, writes and edges of each task of a file as texts, by `taskKey`. */
export type TaskEdges = ReadonlyMap<string, ReadonlySet<string>>;

/** @param nameOf the name of the asset of an id */
export function taskEdges({ flows }: FileResult, nameOf: (id: string) => string): TaskEdges {
  const byTask = new Map<string, Set<string>>();
  for (const bundle of flows.flatMap(({ bundles }) => bundles)) {
    const key = taskKey(bundle);
    const edges = byTask.get(key) ?? new Set<string>();
    byTask.set(key, edges);
    const inputs = bundle.inputs.map(({ id }) => nameOf(id));
    const outputs = bundle.outputs.map(({ id }) => nameOf(id));
    for (const input of inputs) edges.add(edgeText({ from: input }));
    for (const output of outputs) edges.add(edgeText({ to: output }));
    for (const from of inputs) for (const to of outputs) edges.add(edgeText({ from, to }));
  }
  return byTask;
}

/** Without `to`: only read. Without `from`: only written. */
interface Edge {
  readonly from?: string;
  readonly to?: string;
}

function edgeText({ from, to }: Edge): string {
  return JSON.stringify({ from, to });
}

/** The first difference between the edges of a task, as a reason against its draft. Undefined if there is none. */
export function edgeDifference(
  before: ReadonlySet<string> = NONE,
  after: ReadonlySet<string> = NONE,
): string | undefined {
  const added = differences(after, before);
  const lost = differences(before, after);
  const [first] = added.length > 0 ? added : lost;
  if (first === undefined) return undefined;
  const verb = added.length > 0 ? "add" : "lose";
  const { from, to } = first;
  return from === undefined || to === undefined
    ? `a declaration would ${verb} "${from ?? to}"`
    : `a declaration would ${verb} the edge from "${from}" to "${to}"`;
}

/** Edges before single assets. */
function differences(some: ReadonlySet<string>, others: ReadonlySet<string>): readonly Edge[] {
  return [...some]
    .filter((each) => !others.has(each))
    .sort(compareText)
    .map((each): Edge => JSON.parse(each))
    .sort((a, b) => Number(isEdge(b)) - Number(isEdge(a)));
}

function isEdge({ from, to }: Edge): boolean {
  return from !== undefined && to !== undefined;
}

const NONE: ReadonlySet<string> = new Set();
