import type { FlowId, Gap, Inventory, Place } from "../model/model.ts";
import { compareText } from "../model/order.ts";

/** Numbers of tasks by the source of their lineage. Triggers do not count. */
export interface CoverageCounts {
  readonly tasks: number;
  /** With an `assets` block. */
  readonly declared: number;
  /** Without a declaration, but with inferred reads or writes. */
  readonly inferred: number;
  /** With unknown data access. */
  readonly unknown: number;
  /** Without data access. */
  readonly none: number;
}

export interface FlowCoverage extends FlowId, CoverageCounts {
  readonly place: Place;
  /** Gaps of the tasks with unknown data access. */
  readonly gaps: readonly Gap[];
}

export interface NamespaceCoverage extends CoverageCounts {
  readonly namespace: string;
}

export interface Coverage {
  readonly total: CoverageCounts;
  /** Percentage of tasks with declared or inferred data access, among those with data access; 100 if there are none. */
  readonly percent: number;
  readonly namespaces: readonly NamespaceCoverage[];
  readonly flows: readonly FlowCoverage[];
}

/** Coverage of the tasks of each flow. Linear in the inventory. */
export function coverage(inventory: Inventory): Coverage {
  const declared = tasksByFlow(inventory.tasks.filter(({ trigger }) => !trigger));
  const inferred = tasksByFlow(
    inventory.bundles.filter(({ origin, trigger }) => origin !== undefined && !trigger),
  );
  const gaps = inventory.gaps.filter(({ kind, task }) => kind === "undeclared" && task !== undefined);
  const unknown = tasksByFlow(gaps as readonly (Gap & { readonly task: string })[]);
  const gapsOf = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = flowKey(gap);
    gapsOf.set(key, [...(gapsOf.get(key) ?? []), gap]);
  }
  const flows = inventory.flows.map((record): FlowCoverage => {
    const { namespace, flow, place, tasks } = record;
    const key = flowKey(record);
    const own = declared.get(key) ?? NO_TASKS;
    const shown = without(inferred.get(key) ?? NO_TASKS, own);
    const hidden = without(without(unknown.get(key) ?? NO_TASKS, own), shown);
    const counts = { declared: own.size, inferred: shown.size, unknown: hidden.size };
    const none = Math.max(0, tasks - counts.declared - counts.inferred - counts.unknown);
    const reasons = (gapsOf.get(key) ?? []).filter(({ task }) => hidden.has(task ?? ""));
    return { namespace, flow, place, tasks, ...counts, none, gaps: reasons };
  });
  const total = sum(flows);
  const namespaces = [...new Set(flows.map(({ namespace }) => namespace))].sort(compareText);
  return {
    total,
    percent: percentOf(total),
    namespaces: namespaces.map((namespace) => ({
      namespace,
      ...sum(flows.filter((flow) => flow.namespace === namespace)),
    })),
    flows,
  };
}

/** Share of tasks with known data access, among those with data access. */
function percentOf({ declared, inferred, unknown }: CoverageCounts): number {
  const touching = declared + inferred + unknown;
  return touching === 0 ? 100 : (100 * (declared + inferred)) / touching;
}

const NO_TASKS: ReadonlySet<string> = new Set();

function tasksByFlow(
  records: readonly (FlowKey & { readonly task: string })[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byFlow = new Map<string, Set<string>>();
  for (const record of records) {
    const key = flowKey(record);
    const tasks = byFlow.get(key);
    if (tasks) tasks.add(record.task);
    else byFlow.set(key, new Set([record.task]));
  }
  return byFlow;
}

type FlowKey = Partial<FlowId> & { readonly place: Place };

/** Two files can contain flows with the same id. */
function flowKey({ namespace = "", flow = "", place }: FlowKey): string {
  return JSON.stringify([namespace, flow, place.file]);
}

function without(tasks: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...tasks].filter((task) => !others.has(task)));
}

function sum(all: readonly CoverageCounts[]): CoverageCounts {
  const total = { tasks: 0, declared: 0, inferred: 0, unknown: 0, none: 0 };
  for (const counts of all) {
    total.tasks += counts.tasks;
    total.declared += counts.declared;
    total.inferred += counts.inferred;
    total.unknown += counts.unknown;
    total.none += counts.none;
  }
  return total;
}
