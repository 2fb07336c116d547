import type { Incidence } from "../../inventory/incidence.ts";
import { LISTS, type ListName } from "../layout.ts";
import type { FileNotes } from "../packed/packed-files.ts";
import { NO_TEXTS, type TextList } from "./text-list.ts";

/** What a query needs to know of a store: where its records stand, and the graph. */
export interface StoreIndex {
  /** For each list the first byte of every record's line, and one more for where the next would be. */
  readonly lines: Readonly<Record<ListName, Uint32Array>>;
  readonly assets: {
    /** In ascending order; ASCII, as all ids are. */
    readonly ids: TextList;
    /** See `ASSET`. */
    readonly flags: Uint8Array;
  };
  /** From bundle to the assets it reads, and to those it writes. */
  readonly inputs: Incidence;
  readonly outputs: Incidence;
  /** From asset to the bundles that read it, and to those that write it. */
  readonly readers: Incidence;
  readonly writers: Incidence;
  /** For each bundle a number that it shares with the other cases of its declaration. */
  readonly declarationOf: Uint32Array;
}

/**
 * What is known of a store besides its text: where its records stand, and what it takes to put the records of other
 * files in the place of some. Made by `assemble`; a scan keeps it beside the store.
 */
export interface StoreState extends StoreIndex {
  readonly files: FileStates;
  readonly groups: GroupStates;
  readonly flows: {
    /** The file of each flow, by its position among the files. */
    readonly files: Uint32Array;
    readonly allTasks: Uint32Array;
    readonly declarations: Uint32Array;
  };
  readonly gaps: {
    readonly files: Uint32Array;
    /** As its index in GAP_KINDS. */
    readonly kinds: Uint8Array;
  };
  readonly inputs: EntryStates;
  readonly outputs: EntryStates;
  /** What entries say about their assets, each once; the first is nothing. See `claimText`. */
  readonly claims: TextList;
}

/** What is kept of an asset in one byte: its certainty as its index in CERTAINTIES in the lowest two bits, and these. */
export const ASSET = { certainty: 3, external: 4, written: 8, pattern: 16 } as const;

export interface FileStates {
  /** How many flows each file has. */
  readonly flows: Uint32Array;
  /** See `FILE`. */
  readonly flags: Uint8Array;
  /** For each document that is no flow, what it is; those of one file joined by line breaks. */
  readonly others: TextList;
  readonly notes: readonly FileNotes[];
}

/** Flows that share their coordinates (a mistake, but a possible one) are one group; every other is one by itself. */
export interface GroupStates {
  /** Namespace and id as a JSON list, in the order of the flows. */
  readonly names: TextList;
  /** In each list the first record of every group, and one more for where the next would be. */
  readonly flows: Uint32Array;
  readonly tasks: Uint32Array;
  readonly bundles: Uint32Array;
  readonly activations: Uint32Array;
  readonly inert: Uint32Array;
}

export interface EntryStates extends Incidence {
  /** What each entry says, as its position in `claims`. */
  readonly claims: Uint32Array;
}

const NOTHING = new Uint32Array(1);
const NO_RELATION: EntryStates = {
  offsets: NOTHING,
  targets: new Uint32Array(),
  certainties: new Uint8Array(),
  claims: new Uint32Array(),
};
const NONE = new Uint32Array();

/** The state before anything was scanned. */
export const EMPTY_STATE: StoreState = {
  lines: Object.fromEntries(LISTS.map((list) => [list, NOTHING])) as Record<ListName, Uint32Array>,
  files: { flows: NONE, flags: new Uint8Array(), others: NO_TEXTS, notes: [] },
  groups: {
    names: NO_TEXTS,
    flows: NOTHING,
    tasks: NOTHING,
    bundles: NOTHING,
    activations: NOTHING,
    inert: NOTHING,
  },
  flows: { files: NONE, allTasks: NONE, declarations: NONE },
  gaps: { files: NONE, kinds: new Uint8Array() },
  assets: { ids: NO_TEXTS, flags: new Uint8Array() },
  inputs: NO_RELATION,
  outputs: NO_RELATION,
  readers: NO_RELATION,
  writers: NO_RELATION,
  declarationOf: NONE,
  claims: NO_TEXTS,
};
