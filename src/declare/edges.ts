import type { FileResult } from "../model/declared.ts";
import { taskKey } from "../model/keys.ts";
import { compareText } from "../model/order.ts";

/** The reads and writes of each task of a file, by `taskKey`. */
export type TaskAccess = ReadonlyMap<string, readonly Access[]>;

interface Access {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** @param nameOf the id that replaces an id */
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

/** Without `to`: only read. Without `from`: only written. */
interface Edge {
  readonly from?: string;
  readonly to?: string;
}

/** The first difference between the edges of a task, as a reason against its draft. Undefined if there is none. */
export function edgeDifference(
  accessBefore: readonly Access[] = [],
  accessAfter: readonly Access[] = [],
): string | undefined {
  // Most tasks have the same bundles, of which some have millions of edges.
  if (JSON.stringify(accessBefore) === JSON.stringify(accessAfter)) return undefined;
  const added = firstMissing(accessAfter, accessBefore);
  const first = added ?? firstMissing(accessBefore, accessAfter);
  if (first === undefined) return undefined;
  const verb = added !== undefined ? "add" : "lose";
  const { from, to } = first;
  return from === undefined || to === undefined
    ? `a declaration would ${verb} "${from ?? to}"`
    : `a declaration would ${verb} the edge from "${from}" to "${to}"`;
}

/** An edge of some accesses that others lack, or else a single asset. Lists no products of inputs and outputs. */
function firstMissing(some: readonly Access[], others: readonly Access[]): Edge | undefined {
  const byInput = accessesByInput(others);
  for (const [from, accesses] of sortedEntries(accessesByInput(some))) {
    const known = byInput.get(from) ?? [];
    const outputs = new Set(accesses.flatMap((access) => [...access.outputs]));
    const to = firstOf([...outputs].filter((id) => !known.some((access) => access.outputs.has(id))));
    if (to !== undefined) return { from, to };
  }
  const from = missingId(some, others, ({ inputs }) => inputs);
  if (from !== undefined) return { from };
  const to = missingId(some, others, ({ outputs }) => outputs);
  return to === undefined ? undefined : { to };
}

interface OutputSet {
  readonly outputs: ReadonlySet<string>;
}

function accessesByInput(accesses: readonly Access[]): ReadonlyMap<string, readonly OutputSet[]> {
  const byInput = new Map<string, OutputSet[]>();
  for (const { inputs, outputs } of accesses) {
    const access = { outputs: new Set(outputs) };
    for (const input of new Set(inputs)) {
      const known = byInput.get(input);
      if (known) known.push(access);
      else byInput.set(input, [access]);
    }
  }
  return byInput;
}

function missingId(
  some: readonly Access[],
  others: readonly Access[],
  idsOf: (access: Access) => readonly string[],
): string | undefined {
  const known = new Set(others.flatMap(idsOf));
  return firstOf(some.flatMap(idsOf).filter((id) => !known.has(id)));
}

function sortedEntries<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

function firstOf(ids: readonly string[]): string | undefined {
  return [...ids].sort(compareText)[0];
}
