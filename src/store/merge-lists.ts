import { compareText, orderFlows } from "../model/order.ts";
import { countOf, type LineRange, recordAt } from "./lines.ts";
import type { RecordBatch } from "./record-batch.ts";
import { OWNED_ORDER, type OwnedLines, type OwnedList, type Records } from "./record-table.ts";
import { lowerBound } from "./text-list.ts";

/** Adjacent records of one list. */
export interface RecordSpan extends LineRange {
  readonly from: number;
  readonly to: number;
  readonly of: Records;
  readonly lines: OwnedLines;
}

/** The records of some batches in the order of the store, by list. */
export function orderBatches(batches: readonly RecordBatch[]): (list: OwnedList) => readonly RecordSpan[] {
  const flows = batches
    .flatMap((batch) =>
      batch.flows.ids.map((flow, run) => ({
        batch,
        run,
        namespace: batch.flows.namespaces[run] ?? "",
        flow,
      })),
    )
    .sort(orderFlows);
  const files = batches
    .flatMap((batch) => batch.files.names.map((name, run) => ({ batch, run, name })))
    .sort((a, b) => compareText(a.name, b.name));
  return (list) => (list === "gaps" ? joinRuns(list, files, () => 1) : joinRuns(list, flows, orderFlows));
}

interface Run {
  readonly batch: RecordBatch;
  readonly run: number;
}

/** @param compare of runs whose records may mix */
function joinRuns<Each extends Run>(
  list: OwnedList,
  runs: readonly Each[],
  compare: (a: Each, b: Each) => number,
): readonly RecordSpan[] {
  const spans: RecordSpan[] = [];
  for (let first = 0, end = 0; first < runs.length; first = end) {
    end = first + 1;
    while (end < runs.length && compare(runs[first] as Each, runs[end] as Each) === 0) end++;
    if (end === first + 1) {
      addSpan(spans, runs[first] as Each, list);
      continue;
    }
    const mixed: RecordSpan[] = [];
    for (let at = first; at < end; at++) addSpan(mixed, runs[at] as Each, list);
    for (const span of inOrder(mixed, list)) spans.push(span);
  }
  return spans;
}

function addSpan(spans: RecordSpan[], { batch, run }: Run, list: OwnedList): void {
  const from = batch.runs[list][run] ?? 0;
  const to = batch.runs[list][run + 1] ?? from;
  if (from < to) spans.push({ of: batch, lines: batch.lists[list], from, to });
}

/** Each record separately. */
function single(spans: readonly RecordSpan[]): RecordSpan[] {
  return spans.flatMap((span) =>
    Array.from({ length: span.to - span.from }, (_, at): RecordSpan => {
      const from = span.from + at;
      return { ...span, from, to: from + 1 };
    }),
  );
}

function inOrder(spans: readonly RecordSpan[], list: OwnedList): readonly RecordSpan[] {
  const compare = orderOf(list);
  return single(spans)
    .map((span) => ({ span, record: recordAt(span.lines, span.from) }))
    .sort((a, b) => compare(a.record, b.record))
    .map(({ span }) => span);
}

/** Records of one list are of one type, which only their list knows. */
function orderOf(list: OwnedList): (a: unknown, b: unknown) => number {
  return OWNED_ORDER[list] as (a: unknown, b: unknown) => number;
}

/** Up to this number of files, searching the records of each costs less than looking at every record. */
const FEW = 16;

/** The records of some files, in the order of the list. */
export function recordsOf({ files }: OwnedLines, wanted: readonly number[]): readonly number[] {
  const found: number[] = [];
  if (wanted.length > FEW) {
    const isWanted = new Set(wanted);
    for (let at = 0; at < files.length; at++) if (isWanted.has(files[at] ?? 0)) found.push(at);
    return found;
  }
  for (const file of wanted)
    for (let at = files.indexOf(file); at >= 0; at = files.indexOf(file, at + 1)) found.push(at);
  return found.sort((a, b) => a - b);
}

/**
 * A list of an older store without some records, and with fresh ones, placed by binary search.
 *
 * @param dropped records of removed files, ascending
 * @param fresh in order
 */
export function mergeList(
  list: OwnedList,
  old: Records,
  dropped: readonly number[],
  fresh: readonly RecordSpan[],
): readonly RecordSpan[] {
  const lines = old.lists[list];
  const count = countOf(lines);
  if (count === 0) return fresh;
  const compare = orderOf(list);
  const spans: RecordSpan[] = [];
  let [at, drop] = [0, 0];
  const keepUntil = (end: number): void => {
    while (at < end) {
      const to = Math.min(dropped[drop] ?? end, end);
      if (to > at) spans.push({ of: old, lines, from: at, to });
      at = to;
      if (at === end) return;
      at++;
      drop++;
    }
  };
  let next: { readonly at: number; readonly record: unknown } | undefined;
  for (const span of single(fresh)) {
    const record = recordAt(span.lines, span.from);
    const isBefore = (index: number): boolean => {
      if (next?.at !== index) next = { at: index, record: recordAt(lines, index) };
      return compare(next.record, record) < 0;
    };
    // Adjacent records usually stay adjacent.
    if (at < count && isBefore(at)) keepUntil(lowerBound(count, isBefore, at + 1));
    spans.push(span);
  }
  keepUntil(count);
  return spans;
}
