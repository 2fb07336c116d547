import type { ByteSource } from "../store/rope.ts";

/** The key of a record. */
export interface RecordKey {
  /** The file name as in places, which contain it. */
  readonly name: string;
  /** See `contentIdOf`. */
  readonly contentId: string;
  /** Hash of the values from other files: up to 16 hex digits. Absent: none. */
  readonly environment?: string;
}

export interface RecordValue {
  /** Small, because the summaries of a section are in memory together. Aligned numbers of four bytes. */
  readonly summary: Uint8Array;
  /** Read on demand. Absent: only the summary is cached. */
  readonly body?: Uint8Array;
}

/** The summary of a record, as a part of the section's summaries. */
export interface SummaryNumbers {
  readonly numbers: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** A record as it is stored. */
export interface StoredRecord {
  /** Of the file. */
  readonly name: string;
  /** Content id, then hash of the environment. */
  readonly id: string;
  readonly summary: Uint8Array;
  readonly body?: StoredBody;
}

export interface StoredBody {
  readonly source: ByteSource;
  readonly from: number;
  readonly length: number;
  readonly check: number;
}

/** A found record: its row in the file, or one added later. */
export type CachedRecord = number | StoredRecord;

/** Records of one kind and one set of options. */
export interface CacheSection {
  /** The record of a key until the next `save`, or undefined. Fast in the order of the last full run. */
  readonly find: (key: RecordKey) => CachedRecord | undefined;
  readonly summary: (record: CachedRecord) => SummaryNumbers;
  /**
   * Undefined for a missing or damaged record. Valid until the next call. Reads ahead for bodies in the order of the
   * last full run.
   */
  readonly body: (record: CachedRecord) => Uint8Array | undefined;
  /** Replaces the record of the same name and content. The bytes must not change afterwards. */
  readonly set: (key: RecordKey, value: RecordValue) => void;
}

/** `parts`: FileParts, with a summary of the file. `lint`: FileFacts, without a summary. */
export type SectionKind = "parts" | "lint";
