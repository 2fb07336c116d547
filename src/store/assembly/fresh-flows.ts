import type { TaskRecord } from "../../inventory/model.ts";
import { compareTaskRecords, compareText } from "../../inventory/order.ts";
import { SEPARATOR } from "../packed/line-writer.ts";
import type { PackedFiles } from "../packed/packed-files.ts";

/** Files that were read, and where they stand among all files. */
export interface FreshFiles {
  readonly packed: PackedFiles;
  readonly positions: Uint32Array;
}

/** The lists that hold records of flows, each with the line of the flow itself first. */
const FLOW_LISTS = ["flows", "tasks", "bundles", "activations", "inert"] as const;
export type FlowList = (typeof FLOW_LISTS)[number];

/** One flow that was read. */
export interface FreshFlow {
  readonly from: PackedFiles;
  readonly index: number;
  readonly file: number;
  readonly fileName: string;
  /** In `from`: its own line, after which those of its lists follow, its first bundle, and the first entry of that. */
  readonly line: number;
  readonly bundle: number;
  readonly entry: number;
}

/** Neighbouring lines of one list. */
export interface LineRange {
  readonly from: PackedFiles;
  readonly first: number;
  readonly count: number;
}

/** All flows that share their coordinates. */
export interface FreshGroup {
  readonly namespace: string;
  readonly id: string;
  /** In the order of their places. */
  readonly flows: readonly FreshFlow[];
  /** Its lines of a list, in their order. */
  readonly lines: (list: FlowList) => readonly LineRange[];
}

/** Gaps of one file. */
export interface FreshGaps extends LineRange {
  readonly name: string;
  readonly file: number;
  /** Position of the first in `gapKinds`. */
  readonly gap: number;
}

export interface Fresh {
  /** In the order of flows. */
  readonly groups: readonly FreshGroup[];
  /** In the order of the files' names. */
  readonly gaps: readonly FreshGaps[];
}

/** Finds the flows and gaps in what was read, and puts them in order. */
export function freshFlows(files: readonly FreshFiles[]): Fresh {
  const flows: FreshFlow[] = [];
  const gaps: FreshGaps[] = [];
  for (const { packed, positions } of files) unfold(packed, positions, flows, gaps);
  flows.sort(compareFresh);
  const groups: FreshGroup[] = [];
  for (let first = 0; first < flows.length; ) {
    let end = first + 1;
    while (end < flows.length && isSame(flows[first], flows[end])) end++;
    groups.push(group(flows.slice(first, end)));
    first = end;
  }
  return { groups, gaps: gaps.sort((a, b) => compareText(a.name, b.name)) };
}

function unfold(from: PackedFiles, positions: Uint32Array, flows: FreshFlow[], gaps: FreshGaps[]): void {
  const { perFile, perFlow, perBundle } = from;
  let index = 0;
  let entry = 0;
  let line = 0;
  let bundle = 0;
  let gap = 0;
  for (let at = 0; at < positions.length; at++) {
    const file = positions[at] ?? 0;
    const fileName = perFile.names[at] ?? "";
    const end = index + (perFile.flows[at] ?? 0);
    for (; index < end; index++) {
      flows.push({ from, index, file, fileName, line, bundle, entry });
      const { tasks, bundles, activations, inert } = perFlow;
      const count = bundles[index] ?? 0;
      line += 1 + (tasks[index] ?? 0) + count + (activations[index] ?? 0) + (inert[index] ?? 0);
      for (const last = bundle + count; bundle < last; bundle++)
        entry += (perBundle.inputs[bundle] ?? 0) + (perBundle.outputs[bundle] ?? 0);
    }
    const count = perFile.gaps[at] ?? 0;
    if (count > 0) gaps.push({ from, first: line, count, name: fileName, file, gap });
    line += count;
    gap += count;
  }
}

const namespaceOf = ({ from, index }: FreshFlow): string => from.perFlow.namespaces[index] ?? "";
const idOf = ({ from, index }: FreshFlow): string => from.perFlow.ids[index] ?? "";

function compareFresh(a: FreshFlow, b: FreshFlow): number {
  return (
    compareText(namespaceOf(a), namespaceOf(b)) ||
    compareText(idOf(a), idOf(b)) ||
    compareText(a.fileName, b.fileName) ||
    a.line - b.line
  );
}

function isSame(a: FreshFlow | undefined, b: FreshFlow | undefined): boolean {
  return a !== undefined && b !== undefined && namespaceOf(a) === namespaceOf(b) && idOf(a) === idOf(b);
}

function group(flows: readonly FreshFlow[]): FreshGroup {
  const [first] = flows;
  if (first === undefined) throw new RangeError("a group has a flow");
  let mixed: readonly LineRange[] | undefined;
  return {
    namespace: namespaceOf(first),
    id: idOf(first),
    flows,
    lines: (list) => {
      // All lists are in the order of places, but tasks of several flows in that of their ids.
      if (list !== "tasks" || flows.length === 1) return flows.map((flow) => rangeOf(flow, list));
      mixed ??= mixedTasks(flows);
      return mixed;
    },
  };
}

function rangeOf({ from, index, line }: FreshFlow, list: FlowList): LineRange {
  let first = line;
  for (const each of FLOW_LISTS) {
    const count = each === "flows" ? 1 : (from.perFlow[each][index] ?? 0);
    if (each === list) return { from, first, count };
    first += count;
  }
  throw new RangeError(`no list ${list}`);
}

function mixedTasks(flows: readonly FreshFlow[]): readonly LineRange[] {
  const lines = flows.flatMap((flow) => {
    const { from, first, count } = rangeOf(flow, "tasks");
    return Array.from({ length: count }, (_, index) => {
      const line: LineRange = { from, first: first + index, count: 1 };
      return { line, record: JSON.parse(lineText(from, line.first)) as TaskRecord };
    });
  });
  return lines.sort((a, b) => compareTaskRecords(a.record, b.record)).map(({ line }) => line);
}

/** The record on a line, as JSON. */
export function lineText({ text, lineEnds }: PackedFiles, line: number): string {
  const from = line === 0 ? 0 : (lineEnds[line - 1] ?? 0);
  const to = (lineEnds[line] ?? 0) - SEPARATOR.length;
  return Buffer.from(text.buffer, text.byteOffset + from, to - from).toString("utf8");
}
