import { closeSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import {
  arrayChunks,
  byteArray,
  type NamedArrays,
  readArraysAt,
  type StoredArrays,
  wideArray,
} from "../cache/array-file.ts";
import { type FileStat, sameStat } from "../cache/file-stat.ts";
import type { Incidence } from "../model/incidence.ts";
import { writeAtomically } from "../store/atomic-write.ts";
import { LISTS, type ListName } from "../store/layout.ts";
import { ownedOf } from "../store/record-batch.ts";
import { OWNED, type RecordTable } from "../store/record-table.ts";
import type { ByteSource } from "../store/rope.ts";
import type { TextList } from "../store/text-list.ts";
import type { StoreHead } from "../store/update-store.ts";
import { shortHash } from "../util/short-hash.ts";
import type { ScanReport } from "./scan-report.ts";

/*
 * What is known of a store besides its text, in one file of the cache: the graph, for queries; the files it was made of,
 * by which a scan sees that nothing changed; and the rest of the table, for an update. Each part is read on its own.
 */

/** What an index belongs to. */
export interface IndexHeader {
  readonly store: FileStat;
  /** Of the records; the store's own where it is JSON. */
  readonly records: FileStat;
  readonly head: StoreHead;
}

/** The scan that made a store. */
export interface ScanState {
  /** Everything that the result depends on besides the files. */
  readonly options: string;
  /** Of each file the name, as places show it, and the key of what it contributed; empty where that is not known. */
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly report: ScanReport;
}

export interface StoreIndex {
  readonly header: IndexHeader;
  /** The parts, each read when it is asked for; undefined where it is damaged. */
  readonly graph: () => IndexedGraph | undefined;
  readonly scan: () => StoredScan | undefined;
  /** @param records where the lines of the store are read from */
  readonly table: (records: ByteSource) => RecordTable | undefined;
  readonly close: () => void;
}

export interface StoredScan extends Pick<ScanState, "options" | "report"> {
  /** Whether these are the files and keys, in this order. */
  readonly hasFiles: (names: readonly string[], keys: readonly string[]) => boolean;
  readonly names: () => readonly string[];
  readonly keys: () => readonly string[];
}

/** What queries walk. */
export interface IndexedGraph extends Pick<RecordTable, "declarationOf"> {
  readonly starts: Readonly<Record<ListName, Uint32Array>>;
  readonly ids: TextList;
  readonly flags: Uint8Array;
  readonly inputs: Incidence;
  readonly outputs: Incidence;
  readonly readers: Incidence;
  readonly writers: Incidence;
}

/** Where the index of a store is, and its records where the store is not JSON. */
export interface IndexPlace {
  readonly index: string;
  readonly records: string;
}

/**
 * @param folder of the cache
 * @param store path of the store
 */
export function indexPlace(folder: string, store: string): IndexPlace {
  const name = join(folder, `${basename(store).slice(0, 60)}-${shortHash(store)}`);
  return { index: `${name}.index`, records: isIon(store) ? `${name}.records.json` : store };
}

export function isIon(store: string): boolean {
  return store.toLowerCase().endsWith(".ion");
}

const PARTS = ["header", "graph", "scan", "table"] as const;
type Part = (typeof PARTS)[number];
const SIDES = ["inputs", "outputs", "readers", "writers"] as const;

/**
 * Writes an index. Throws the system's error.
 *
 * @param build of the program
 */
export function writeIndex(
  path: string,
  build: string,
  header: IndexHeader,
  { options, names, keys, report }: ScanState,
  table: RecordTable,
): void {
  const { lists, assets, declarationOf, claims, files } = table;
  const graph: Record<string, Uint32Array | Uint8Array> = {
    ...textArrays("ids", assets.ids),
    flags: assets.flags,
    declarations: declarationOf,
  };
  for (const list of LISTS) graph[`starts ${list}`] = (list === "assets" ? assets : lists[list]).starts;
  for (const side of SIDES) {
    const { offsets, targets, certainties } = table[side];
    graph[`${side} offsets`] = offsets;
    graph[`${side} targets`] = targets;
    graph[`${side} certainties`] = certainties;
  }
  const rest: Record<string, Uint32Array | Uint8Array> = {
    "input claims": table.inputs.claims,
    "output claims": table.outputs.claims,
    ...textArrays("claims", claims),
    ...{ flows: files.flows, tasks: files.tasks, declarations: files.declarations, flags: files.flags },
    ...textArrays("details", files.details),
  };
  for (const list of OWNED) rest[`files ${list}`] = lists[list].files;
  const part = (name: Part, arrays: NamedArrays, about: unknown = null) =>
    arrayChunks(keyOf(name, build), arrays, about);
  const parts = [
    part("header", {}, header),
    part("graph", graph),
    part("scan", { names: joined(names), keys: joined(keys) }, { options, report }),
    part("table", rest),
  ];
  let at = 4 * parts.length;
  const starts = Uint32Array.from(parts, (chunks) => {
    const start = at;
    for (const chunk of chunks) at += chunk.length;
    return start;
  });
  writeAtomically(path, [new Uint8Array(starts.buffer), ...parts.flat()], { flush: false });
}

/** Opens the index of a store as it is now; undefined where none belongs to it. */
export function openIndex(path: string, build: string, store: FileStat | undefined): StoreIndex | undefined {
  if (store === undefined) return undefined;
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const index = indexIn(file, build);
    if (index !== undefined && sameStat(index.header.store, store)) return index;
  } catch {
    // There is none, or it is damaged.
  }
  if (file !== undefined) closeSync(file);
  return undefined;
}

function indexIn(file: number, build: string): StoreIndex | undefined {
  const starts = new Uint32Array(PARTS.length);
  if (readSync(file, starts, 0, starts.byteLength, 0) < starts.byteLength) return undefined;
  const read = (part: Part) => readArraysAt(file, keyOf(part, build), starts[PARTS.indexOf(part)] ?? 0);
  const header = read("header")?.about as IndexHeader | undefined;
  if (header === undefined) return undefined;
  let graph: IndexedGraph | undefined;
  let scan: StoredScan | undefined;
  return {
    header,
    graph: () => (graph ??= whole(read("graph"), graphIn)),
    scan: () => (scan ??= whole(read("scan"), scanIn)),
    table: (records) => {
      graph ??= whole(read("graph"), graphIn);
      scan ??= whole(read("scan"), scanIn);
      if (graph === undefined || scan === undefined) return undefined;
      const found = { graph, names: scan.names() };
      return whole(read("table"), (rest) => tableIn(found.graph, found.names, rest, records));
    },
    close: () => closeSync(file),
  };
}

function keyOf(part: Part, build: string): string {
  return `index 1 ${part} ${build}`;
}

/** What an array is missing in is damaged as a whole. */
function whole<Found>(
  arrays: StoredArrays | undefined,
  read: (arrays: StoredArrays) => Found,
): Found | undefined {
  try {
    return arrays && read(arrays);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function graphIn(arrays: StoredArrays): IndexedGraph {
  const relation = (side: (typeof SIDES)[number]): Incidence => ({
    offsets: wideArray(arrays, `${side} offsets`),
    targets: wideArray(arrays, `${side} targets`),
    certainties: byteArray(arrays, `${side} certainties`),
  });
  const starts = LISTS.map((list) => [list, wideArray(arrays, `starts ${list}`)]);
  return {
    starts: Object.fromEntries(starts) as IndexedGraph["starts"],
    ids: textsIn(arrays, "ids"),
    flags: byteArray(arrays, "flags"),
    inputs: relation("inputs"),
    outputs: relation("outputs"),
    readers: relation("readers"),
    writers: relation("writers"),
    declarationOf: wideArray(arrays, "declarations"),
  };
}

function scanIn(arrays: StoredArrays): StoredScan {
  const [names, keys] = [byteArray(arrays, "names"), byteArray(arrays, "keys")];
  return {
    ...(arrays.about as Pick<ScanState, "options" | "report">),
    hasFiles: (otherNames, otherKeys) => joined(otherKeys).equals(keys) && joined(otherNames).equals(names),
    names: () => separated(names),
    keys: () => separated(keys),
  };
}

function tableIn(
  graph: IndexedGraph,
  names: readonly string[],
  arrays: StoredArrays,
  source: ByteSource,
): RecordTable {
  const wide = (name: string) => wideArray(arrays, name);
  const { starts, ids, flags, inputs, outputs, readers, writers, declarationOf } = graph;
  return {
    lists: ownedOf((list) => ({ source, starts: starts[list], files: wide(`files ${list}`) })),
    assets: { source, starts: starts.assets, ids, flags },
    inputs: { ...inputs, claims: wide("input claims") },
    outputs: { ...outputs, claims: wide("output claims") },
    ...{ readers, writers, declarationOf },
    claims: textsIn(arrays, "claims"),
    files: {
      names,
      ...{ flows: wide("flows"), tasks: wide("tasks"), declarations: wide("declarations") },
      flags: byteArray(arrays, "flags"),
      details: textsIn(arrays, "details"),
    },
  };
}

/** No name of a file holds it. */
const END = "\0";

function joined(texts: readonly string[]): Buffer {
  return Buffer.from(texts.map((text) => text + END).join(""));
}

function separated({ buffer, byteOffset, length }: Uint8Array): readonly string[] {
  return Buffer.from(buffer, byteOffset, length).toString("utf8").split(END).slice(0, -1);
}

function textArrays(name: string, { bytes, starts }: TextList) {
  return { [name]: bytes, [`${name} starts`]: starts };
}

function textsIn(arrays: StoredArrays, name: string): TextList {
  return { bytes: byteArray(arrays, name), starts: wideArray(arrays, `${name} starts`) };
}
