import type { Problem } from "../../flows/problem.ts";

/**
 * What some files contribute to a store: their records as the lines that the store will hold, and in flat arrays what it
 * takes to put these in order and to merge assets. It is made where the files are read, also in another thread, and
 * is far smaller than the records themselves.
 *
 * The lines stand in the order of the files: for each flow its own line, then those of its tasks, bundles, activations
 * and inert declarations, each list in the order of a store; after the flows of a file the gaps of the file.
 */
export interface PackedFiles {
  /** The lines in UTF-8, each with its indentation and the separator behind it. */
  readonly text: Uint8Array;
  /** Where each line ends, its separator included. */
  readonly lineEnds: Uint32Array;
  readonly perFile: FileColumns;
  readonly perFlow: FlowColumns;
  readonly perBundle: BundleColumns;
  readonly perEntry: EntryColumns;
  /** Of each gap its kind, as its index in GAP_KINDS. */
  readonly gapKinds: Uint8Array;
  /** The ids that entries name, each once. */
  readonly ids: readonly string[];
  /** What entries say about their assets, each once; the first is nothing. See `claimText`. */
  readonly claims: readonly string[];
  /** What was read, but may not mean what its author thinks; by the position of the file among these. */
  readonly notes: readonly FileNotes[];
}

export interface FileNotes {
  readonly file: number;
  readonly notes: readonly Problem[];
}

/** What is told of a file: it, or a part of it, could not be read; it is no file, but a folder that could not be opened. */
export const FILE = { unreadable: 1, folder: 2 } as const;

export interface FileColumns {
  /** As the files are shown. */
  readonly names: readonly string[];
  readonly flows: Uint32Array;
  readonly gaps: Uint32Array;
  /** See `FILE`. */
  readonly flags: Uint8Array;
  /** For each document that is no flow, what it is; those of one file joined by line breaks. */
  readonly others: readonly string[];
}

export interface FlowColumns {
  readonly namespaces: readonly string[];
  readonly ids: readonly string[];
  /** How many tasks it has, at any depth, and how many declarations. */
  readonly allTasks: Uint32Array;
  readonly declarations: Uint32Array;
  /** How many records it has in each list. */
  readonly tasks: Uint32Array;
  readonly bundles: Uint32Array;
  readonly activations: Uint32Array;
  readonly inert: Uint32Array;
}

export interface BundleColumns {
  readonly inputs: Uint32Array;
  readonly outputs: Uint32Array;
  /** 1 for another case of the declaration that the bundle before belongs to. */
  readonly continues: Uint8Array;
}

/** Of each bundle first its inputs, then its outputs. */
export interface EntryColumns {
  /** Positions in `ids` and in `claims`. */
  readonly ids: Uint32Array;
  readonly claims: Uint32Array;
  /** As its index in CERTAINTIES. */
  readonly certainties: Uint8Array;
}
