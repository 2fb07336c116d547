import { comparePlaces } from "../flows/place.ts";
import type {
  Activation,
  Assumption,
  Bundle,
  FlowId,
  FlowRecord,
  Gap,
  InertDeclaration,
  TaskId,
  TaskRecord,
  Tie,
} from "./model.ts";

/** Order by UTF-16 code unit: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function orderFlows(a: FlowId, b: FlowId): number {
  return compareText(a.namespace, b.namespace) || compareText(a.flow, b.flow);
}

export function compareTasks(a: TaskId, b: TaskId): number {
  return orderFlows(a, b) || compareText(a.task, b.task);
}

/** Flows that share their coordinates follow by place. */
export function compareFlowRecords(a: FlowRecord, b: FlowRecord): number {
  return orderFlows(a, b) || comparePlaces(a.place, b.place);
}

export function compareTaskRecords(a: TaskRecord, b: TaskRecord): number {
  return compareTasks(a, b) || comparePlaces(a.place, b.place);
}

/** Bundles by flow, place, then the cases of one declaration by their ids and assumptions. */
export function orderBundles(a: Bundle, b: Bundle): number {
  return (
    orderFlows(a, b) ||
    comparePlaces(a.place, b.place) ||
    compareText(a.task, b.task) ||
    // Declared ones first.
    compareText(a.origin ?? "", b.origin ?? "") ||
    compareText(caseKey(a), caseKey(b))
  );
}

export function compareActivations(a: Activation, b: Activation): number {
  return orderFlows(a, b) || comparePlaces(a.place, b.place) || compareText(a.kind, b.kind);
}

export function compareInert(a: InertDeclaration, b: InertDeclaration): number {
  return orderFlows(a, b) || comparePlaces(a.place, b.place);
}

export function compareTies(a: Tie, b: Tie): number {
  return (
    orderFlows(a, b) || comparePlaces(a.place, b.place) || compareText(a.ids.join("\n"), b.ids.join("\n"))
  );
}

export function compareGaps(a: Gap, b: Gap): number {
  return comparePlaces(a.place, b.place) || compareText(a.kind, b.kind) || compareText(a.message, b.message);
}

function caseKey(bundle: Bundle): string {
  const ids = (entries: Bundle["inputs"]) => entries.map((entry) => entry.id).join("\n");
  return [ids(bundle.inputs), ids(bundle.outputs), bundle.assumptions.map(assumptionKey).join("\n")].join(
    "\n\n",
  );
}

function assumptionKey(assumption: Assumption): string {
  return JSON.stringify(Object.entries(assumption));
}
