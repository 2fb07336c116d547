import { closeSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { type FileStat, sameStat } from "../cache/file-stat.ts";
import { readTreeAt, treeChunks } from "../cache/tree-file.ts";
import { openRegular } from "../files/regular-file.ts";
import type { Incidence } from "../model/incidence.ts";
import type { LinksOfFile } from "../resolve/link-files.ts";
import { writeAtomically } from "../store/atomic-write.ts";
import { LISTS, type ListName, type StoreHeader } from "../store/layout.ts";
import { numberOf } from "../store/number-of.ts";
import type { EntrySays } from "../store/record-batch.ts";
import { type OwnedList, ownedOf, type RecordTable } from "../store/record-table.ts";
import type { ByteSource } from "../store/rope.ts";
import type { TextList } from "../store/text-list.ts";
import { shortHash } from "../util/short-hash.ts";
import type { ScanReport } from "./scan-report.ts";

/*
 * The index of a store, in one file of the cache: the ids and the values of fields, for completion; the graph, for
 * queries; the source files, with which a scan detects that nothing changed; and the rest of the table, for an update.
 * Each part is read separately.
 */

/** Identity of the store of an index. */
export interface IndexHeader {
  readonly store: FileStat;
  /** Of the records: the store itself if it is JSON. */
  readonly records: FileStat;
  readonly head: StoreHeader;
}

/** The graph for queries. */
export interface IndexedGraph extends Pick<RecordTable, "declarationOf"> {
  readonly starts: Readonly<Record<ListName, Uint32Array>>;
  readonly ids: TextList;
  /** See `ASSET`. */
  readonly flags: Uint8Array;
  readonly inputs: Incidence;
  readonly outputs: Incidence;
  readonly readers: Incidence;
  readonly writers: Incidence;
}

/** What entries say of types and namespaces, each value once. */
export interface FieldValues {
  readonly type: readonly string[];
  readonly namespace: readonly string[];
}

/** The scan behind a store. */
export interface ScanState {
  /** All inputs of the result except the files. */
  readonly options: string;
  /** Name of each file, as in places, and its key, see `fileKey`. */
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly report: ScanReport;
  readonly linked: StoredLinks;
}

/** The links between flows. */
export interface StoredLinks {
  readonly links: Readonly<Record<string, LinksOfFile>>;
  /** The hash of the environment of each file that has one, by name. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** Additional data for an update. */
interface RestOfTable {
  readonly owners: Readonly<Record<OwnedList, Uint32Array>>;
  readonly inputClaims: Uint32Array;
  readonly outputClaims: Uint32Array;
  readonly claims: readonly string[];
  readonly edges: number;
  /** The details of the files, each once, and their number for each file. */
  readonly details: readonly string[];
  readonly detailsOf: Uint32Array;
}

export interface StoredScan extends Pick<ScanState, "options" | "report"> {
  /** Whether files and keys are equal, in this order. */
  readonly hasFiles: (names: readonly string[], keys: readonly string[]) => boolean;
  readonly names: () => readonly string[];
  readonly keys: () => readonly string[];
  readonly linked: () => StoredLinks;
}

/** An index. Parts are read on demand; a damaged part is undefined. */
export interface StoreIndex {
  readonly header: IndexHeader;
  /** The ids of all assets, ascending. */
  readonly ids: () => TextList | undefined;
  readonly values: () => FieldValues | undefined;
  readonly graph: () => IndexedGraph | undefined;
  readonly scan: () => StoredScan | undefined;
  /**
   * @param records source of the lines of the store
   */
  readonly table: (records: ByteSource) => RecordTable | undefined;
  readonly close: () => void;
}

/** Location of the index of a store, and of its records if the store is not JSON. */
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

const PARTS = ["header", "ids", "values", "graph", "scan", "table"] as const;
type Part = (typeof PARTS)[number];

/** The parts of an index as chunks of a file, without the header: they do not depend on the written store. */
export type IndexContents = Readonly<Record<Exclude<Part, "header">, readonly Uint8Array[]>>;

/**
 * The contents of an index.
 *
 * @param build of the program
 */
export function indexContents(
  build: string,
  { options, names, keys, report, linked }: ScanState,
  { lists, assets, inputs, outputs, readers, writers, declarationOf, edges, claims, files }: RecordTable,
): IndexContents {
  const startsOf = (list: ListName) => [list, (list === "assets" ? assets : lists[list]).starts];
  const graph: StoredGraph = {
    starts: Object.fromEntries(LISTS.map(startsOf)) as IndexedGraph["starts"],
    ...{ flags: assets.flags, declarationOf },
    ...{ inputs: incidence(inputs), outputs: incidence(outputs) },
    ...{ readers: incidence(readers), writers: incidence(writers) },
  };
  const rest: RestOfTable = {
    owners: ownedOf((list) => lists[list].files),
    ...{ inputClaims: inputs.claims, outputClaims: outputs.claims, claims, edges },
    ...numbered(files.details),
  };
  const scan = {
    options,
    report,
    names: packTexts(names),
    keys: packTexts(keys),
    linked: JSON.stringify(linked),
  };
  const chunks = (part: Part, tree: unknown) => treeChunks(keyOf(part, build), tree);
  return {
    ids: chunks("ids", assets.ids),
    values: chunks("values", valuesIn(claims)),
    graph: chunks("graph", graph),
    scan: chunks("scan", scan),
    table: chunks("table", rest),
  };
}

/** Writes an index. Throws the system's error. */
export function writeIndex(path: string, build: string, header: IndexHeader, contents: IndexContents): void {
  const all = { header: treeChunks(keyOf("header", build), header), ...contents };
  const parts = PARTS.map((part) => all[part]);
  let at = 4 * parts.length;
  const starts = Uint32Array.from(parts, (chunks) => {
    const start = at;
    for (const chunk of chunks) at += chunk.length;
    return start;
  });
  writeAtomically(path, [new Uint8Array(starts.buffer), ...parts.flat()], { flush: false });
}

function numbered(texts: readonly string[]): Pick<RestOfTable, "details" | "detailsOf"> {
  const numbers = new Map<string, number>();
  const detailsOf = Uint32Array.from(texts, (text) => numberOf(numbers, text));
  return { details: [...numbers.keys()], detailsOf };
}

/** The ids are a separate part. */
type StoredGraph = Omit<IndexedGraph, "ids">;

/**
 * @param claims JSON of `EntrySays`
 */
function valuesIn(claims: readonly string[]): FieldValues {
  const [types, namespaces] = [new Set<string>(), new Set<string>()];
  for (const text of claims) {
    const { claim, others = [] } = JSON.parse(text) as EntrySays;
    for (const { type, namespace } of [claim, ...others.map((mention) => mention.claim)]) {
      if (type !== undefined) types.add(type);
      if (namespace !== undefined) namespaces.add(namespace);
    }
  }
  return { type: [...types], namespace: [...namespaces] };
}

function incidence({ offsets, targets, certainties }: Incidence): Incidence {
  return { offsets, targets, certainties };
}

function keyOf(part: Part, build: string): string {
  return `index 2 ${part} ${build}`;
}

/** Opens the index of the current store; undefined without a valid one. */
export function openIndex(path: string, build: string, store: FileStat | undefined): StoreIndex | undefined {
  if (store === undefined) return undefined;
  let file: number | undefined;
  try {
    file = openRegular(path).file;
    const index = indexIn(file, build);
    if (index !== undefined && sameStat(index.header.store, store)) return index;
  } catch {
    // Missing or damaged.
  }
  if (file !== undefined) closeSync(file);
  return undefined;
}

function indexIn(file: number, build: string): StoreIndex | undefined {
  const starts = new Uint32Array(PARTS.length);
  if (readSync(file, starts, 0, starts.byteLength, 0) < starts.byteLength) return undefined;
  const read = <Tree>(part: Part): Tree | undefined =>
    readTreeAt<Tree>(file, keyOf(part, build), starts[PARTS.indexOf(part)] ?? 0)?.tree;
  const header = read<IndexHeader>("header");
  if (header === undefined) return undefined;
  let stored: StoredScan | undefined;
  const ids = () => read<TextList>("ids");
  const graph = () => {
    const [texts, stored] = [ids(), read<StoredGraph>("graph")];
    return texts && stored && { ...stored, ids: texts };
  };
  const scan = () => (stored ??= storedScan(read("scan")));
  return {
    ...{ header, ids, graph, scan },
    values: () => read<FieldValues>("values"),
    table: (records) => tableOf(graph(), scan()?.names(), read("table"), records),
    close: () => closeSync(file),
  };
}

type PackedScan = Pick<ScanState, "options" | "report"> & {
  readonly names: Uint8Array;
  readonly keys: Uint8Array;
  readonly linked: string;
};

function storedScan(scan: PackedScan | undefined): StoredScan | undefined {
  if (scan === undefined) return undefined;
  const { options, report, names, keys, linked } = scan;
  const isSame = (texts: readonly string[], packed: Uint8Array) =>
    Buffer.compare(packTexts(texts), packed) === 0;
  return {
    ...{ options, report },
    hasFiles: (otherNames, otherKeys) => isSame(otherKeys, keys) && isSame(otherNames, names),
    names: () => unpackTexts(names),
    keys: () => unpackTexts(keys),
    linked: () => JSON.parse(linked) as StoredLinks,
  };
}

/** Compared without parsing. JSON, because a text may contain any character. */
function packTexts(texts: readonly string[]): Uint8Array {
  return Buffer.from(JSON.stringify(texts));
}

function unpackTexts(bytes: Uint8Array): readonly string[] {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8")) as string[];
}

function tableOf(
  graph: IndexedGraph | undefined,
  names: readonly string[] | undefined,
  rest: RestOfTable | undefined,
  source: ByteSource,
): RecordTable | undefined {
  if (graph === undefined || names === undefined || rest === undefined) return undefined;
  const { starts, ids, flags, inputs, outputs, ...relations } = graph;
  const { owners, inputClaims, outputClaims, claims, edges, details, detailsOf } = rest;
  return {
    lists: ownedOf((list) => ({ source, starts: starts[list], files: owners[list] })),
    assets: { source, starts: starts.assets, ids, flags },
    inputs: { ...inputs, claims: inputClaims },
    outputs: { ...outputs, claims: outputClaims },
    ...relations,
    ...{ edges, claims },
    files: { names, details: Array.from(detailsOf, (number) => details[number] ?? "") },
  };
}
