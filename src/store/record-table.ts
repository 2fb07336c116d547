import type { Incidence } from "../model/incidence.ts";
import {
  compareActivations,
  compareFlowRecords,
  compareGaps,
  compareInert,
  compareTaskRecords,
  compareTies,
  orderBundles,
} from "../model/order.ts";
import { type FileTable, NO_FILES } from "./file-table.ts";
import type { Lines } from "./lines.ts";
import type { ByteSource } from "./rope.ts";
import { NO_TEXTS, type TextList } from "./text-list.ts";

/*
 * A store is eight sorted lists of records, one a line. Seven are owned: each record belongs to one file. The eighth,
 * `assets`, is derived from the entries of all bundles.
 */

/** The order of each owned list. */
export const OWNED_ORDER = {
  flows: compareFlowRecords,
  tasks: compareTaskRecords,
  bundles: orderBundles,
  activations: compareActivations,
  gaps: compareGaps,
  inert: compareInert,
  ties: compareTies,
} as const;

export type OwnedList = keyof typeof OWNED_ORDER;
const OWNED = Object.keys(OWNED_ORDER) as readonly OwnedList[];

/** One value per owned list. */
export function ownedOf<Value>(make: (list: OwnedList) => Value): Record<OwnedList, Value> {
  return Object.fromEntries(OWNED.map((list) => [list, make(list)])) as Record<OwnedList, Value>;
}

/** A list with a file per record. */
export interface OwnedLines extends Lines {
  /** The file of each record. */
  readonly files: Uint32Array;
}

/** The entries of one side of all bundles, in flat arrays. */
export interface EntryColumns extends Incidence {
  /** The claim of each entry, as a position among the claims. */
  readonly claims: Uint32Array;
}

/** The owned lists of a store or of new files, and the columns of the bundles. */
export interface Records {
  readonly lists: Readonly<Record<OwnedList, OwnedLines>>;
  readonly inputs: EntryColumns;
  readonly outputs: EntryColumns;
  /** For each bundle the number of its declaration, shared by its cases. */
  readonly declarationOf: Uint32Array;
}

/** All data of a store: its records, the graph of its assets, and its files. */
export interface RecordTable extends Records {
  readonly assets: Lines & {
    /** In ascending order; ASCII, as all ids are. */
    readonly ids: TextList;
    /** See `ASSET`. */
    readonly flags: Uint8Array;
  };
  /** From asset to its reading and its writing bundles. */
  readonly readers: Incidence;
  readonly writers: Incidence;
  /** Number of edges: pairs of an input and an output of a bundle, each once. */
  readonly edges: number;
  /** Claims of entries, each once, as JSON; the first is empty. */
  readonly claims: readonly string[];
  readonly files: FileTable;
}

/** An asset in one byte: the index of its certainty in CERTAINTIES in the lowest two bits, and these flags. */
export const ASSET = { certainty: 3, external: 4, written: 8, pattern: 16, inferred: 32 } as const;

/** A table with the positions of its lines in a text: that of its creation. */
export function withSource(table: RecordTable, source: ByteSource): RecordTable {
  const { lists, assets } = table;
  const found = OWNED.map((list) => [list, { ...lists[list], source }]);
  return {
    ...table,
    lists: Object.fromEntries(found) as RecordTable["lists"],
    assets: { ...assets, source },
  };
}

const NO_LINES = { source: new Uint8Array(), starts: new Uint32Array(1) };
const NO_OWNED: OwnedLines = { ...NO_LINES, files: new Uint32Array() };
const NO_RELATION = {
  offsets: new Uint32Array(1),
  targets: new Uint32Array(),
  certainties: new Uint8Array(),
  claims: new Uint32Array(),
};

/** An empty store. */
export const NO_RECORDS: RecordTable = {
  lists: {
    flows: NO_OWNED,
    tasks: NO_OWNED,
    bundles: NO_OWNED,
    activations: NO_OWNED,
    gaps: NO_OWNED,
    inert: NO_OWNED,
    ties: NO_OWNED,
  },
  inputs: NO_RELATION,
  outputs: NO_RELATION,
  readers: NO_RELATION,
  writers: NO_RELATION,
  edges: 0,
  declarationOf: new Uint32Array(),
  assets: { ...NO_LINES, ids: NO_TEXTS, flags: new Uint8Array() },
  claims: [],
  files: NO_FILES,
};
