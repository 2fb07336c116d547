import type { Problem } from "../flows/problem.ts";
import type { FileCounts } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { joinTexts, NO_TEXTS, type TextList, type TextSpan, textList } from "./text-list.ts";

/** What is known of each file besides its records. */
export interface FileTable {
  /** As places show them. */
  readonly names: readonly string[];
  readonly flows: Uint32Array;
  /** Tasks at any depth, and declarations. */
  readonly tasks: Uint32Array;
  readonly declarations: Uint32Array;
  /** See `FILE`. */
  readonly flags: Uint8Array;
  /** `FileDetails` as JSON; empty for most. */
  readonly details: TextList;
}

/** Flags of a file: it, or a part of it, could not be read; it is a folder that could not be opened. */
export const FILE = { unreadable: 1, folder: 2 } as const;

export interface FileDetails {
  /** For each document that is not a flow, what it is. */
  readonly others?: readonly string[];
  readonly notes?: readonly Problem[];
}

/** The details of the files that have any. */
export function* detailsOf({ details }: FileTable): Generator<FileDetails> {
  const { bytes, starts } = details;
  for (let file = 0; file + 1 < starts.length; file++) {
    const [from = 0, to = 0] = [starts[file], starts[file + 1]];
    if (from === to) continue;
    yield JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()) as FileDetails;
  }
}

/** The files in numbers. */
export function countFiles(files: FileTable): FileCounts {
  const kinds = new Map<string, number>();
  for (const { others = [] } of detailsOf(files))
    for (const kind of others) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const count = (numbers: Uint32Array | Uint8Array, test: (number: number) => boolean): number => {
    let sum = 0;
    for (const number of numbers) if (test(number)) sum++;
    return sum;
  };
  return {
    found: count(files.flags, (flags) => (flags & FILE.folder) === 0),
    withFlows: count(files.flows, (flows) => flows > 0),
    otherDocuments: Object.fromEntries([...kinds].sort(([a], [b]) => compareText(a, b))),
    unreadable: count(files.flags, (flags) => (flags & FILE.unreadable) !== 0),
  };
}

/** The table of files that were read together. */
export type BatchFiles = Omit<FileTable, "details"> & { readonly details: readonly string[] };

/** Files that were read. */
export interface FreshFiles<Batch extends { readonly files: BatchFiles } = { readonly files: BatchFiles }> {
  readonly batch: Batch;
  /** The position of each among all files now. */
  readonly positions: Uint32Array;
}

/**
 * The table of the files as they are now.
 *
 * @param kept for each file of the older table its position now, or -1
 * @param count how many files there are now
 */
export function gatherFileTable(
  old: FileTable,
  kept: Int32Array,
  fresh: readonly FreshFiles[],
  count: number,
): FileTable {
  const table = {
    names: new Array<string>(count).fill(""),
    flows: new Uint32Array(count),
    tasks: new Uint32Array(count),
    declarations: new Uint32Array(count),
    flags: new Uint8Array(count),
  };
  const before = new Int32Array(count).fill(-1);
  const details = new Map<number, string>();
  const take = (from: Omit<FileTable, "details">, at: number, now: number): void => {
    table.names[now] = from.names[at] ?? "";
    table.flows[now] = from.flows[at] ?? 0;
    table.tasks[now] = from.tasks[at] ?? 0;
    table.declarations[now] = from.declarations[at] ?? 0;
    table.flags[now] = from.flags[at] ?? 0;
  };
  for (let at = 0; at < kept.length; at++) {
    const now = kept[at] ?? -1;
    if (now < 0) continue;
    take(old, at, now);
    before[now] = at;
  }
  for (const { batch, positions } of fresh) {
    for (const [at, now] of positions.entries()) {
      take(batch.files, at, now);
      details.set(now, batch.files.details[at] ?? "");
    }
  }
  return { ...table, details: gatherDetails(old.details, before, details) };
}

function gatherDetails(old: TextList, before: Int32Array, fresh: ReadonlyMap<number, string>): TextList {
  const list = textList([...fresh.values()]);
  const positions = new Map([...fresh.keys()].map((now, at) => [now, at]));
  const spans: TextSpan[] = [];
  for (let now = 0; now < before.length; ) {
    const from = before[now] ?? -1;
    if (from < 0) {
      const at = positions.get(now++) ?? 0;
      spans.push({ list, from: at, to: at + 1 });
      continue;
    }
    let to = from;
    while (before[now] === to) {
      to++;
      now++;
    }
    spans.push({ list: old, from, to });
  }
  return joinTexts(spans);
}

export const NO_FILES: FileTable = {
  names: [],
  flows: new Uint32Array(),
  tasks: new Uint32Array(),
  declarations: new Uint32Array(),
  flags: new Uint8Array(),
  details: NO_TEXTS,
};
