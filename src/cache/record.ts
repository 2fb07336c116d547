/** What a record is found by. */
export interface RecordKey {
  /** The file as places show it; a part of the key because places hold it. */
  readonly name: string;
  /** See `contentIdOf`. */
  readonly contentId: string;
  /** Hash of what the result took from other files: up to 16 hex digits. Absent: nothing. */
  readonly environment?: string;
}

export interface RecordValue {
  /** Small: the summaries of a section are in memory together. Numbers of four bytes, aligned like that. */
  readonly summary: Uint8Array;
  /** Read on demand. Absent: only the summary is kept. */
  readonly body?: Uint8Array;
}

/** The summary of a record, among those of others. */
export interface SummaryNumbers {
  readonly numbers: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** Records of one kind that depend on the same options. */
export interface CacheSection {
  /** The number of a record until the next `save`; undefined where there is none. Fast in the order of the last full run. */
  readonly find: (key: RecordKey) => number | undefined;
  readonly summary: (record: number) => SummaryNumbers;
  /**
   * Undefined where there is none, or it is damaged. To be used before the next call. Reads ahead where bodies
   * are asked for in the order of the last full run.
   */
  readonly body: (record: number) => Uint8Array | undefined;
  /** Replaces the record of the same name and content. The bytes must not change afterwards. */
  readonly set: (key: RecordKey, value: RecordValue) => void;
}

/** `parts`: FileParts, with a summary of the file. `lint`: FileFacts, without a summary. */
export type SectionKind = "parts" | "lint";
