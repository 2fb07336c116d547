import type { FileResult } from "../model/declared.ts";
import { taskKey } from "../model/keys.ts";
import { compareText } from "../model/order.ts";

/** The reads and writes of each task of a file, by `taskKey`. */
export type TaskAccess = ReadonlyMap<string, readonly Access[]>;

interface Access {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** @param nameOf the id that stands for an id */
export function taskAccess({ flows }: FileResult, nameOf: (id: string) => string): TaskAccess {
  const byTask = new Map<string, Access[]>();
  for (const bundle of flows.flatMap(({ bundles }) => bundles)) {
    const access = {
      inputs: bundle.inputs.map(({ id }) => nameOf(id)),
      outputs: bundle.outputs.map(({ id }) => nameOf(id)),
    };
    const known = byTask.get(taskKey(bundle));
    if (known) known.push(access);
    else byTask.set(taskKey(bundle), [access]);
  }
  return byTask;
}

/** What is read, written, and leads from where to where, as texts. */
function edgesOf(accesses: readonly Access[]): ReadonlySet<string> {
  const edges = new Set<string>();
  for (const { inputs, outputs } of accesses) {
    for (const from of inputs) edges.add(edgeText({ from }));
    for (const to of outputs) edges.add(edgeText({ to }));
    for (const from of inputs) for (const to of outputs) edges.add(edgeText({ from, to }));
  }
  return edges;
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
  accessBefore: readonly Access[] = [],
  accessAfter: readonly Access[] = [],
): string | undefined {
  // Most tasks have the same bundles, of which some have millions of edges.
  if (JSON.stringify(accessBefore) === JSON.stringify(accessAfter)) return undefined;
  const before = edgesOf(accessBefore);
  const after = edgesOf(accessAfter);
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
    .filter((text) => !others.has(text))
    .sort(compareText)
    .map((text): Edge => JSON.parse(text))
    .sort((a, b) => Number(isEdge(b)) - Number(isEdge(a)));
}

function isEdge({ from, to }: Edge): boolean {
  return from !== undefined && to !== undefined;
}
