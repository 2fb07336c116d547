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
  /**
   * Small: the summaries of a section are in memory together, for questions about all files at once. A multiple of four
   * bytes, and aligned like that, so that numbers can be read in place.
   */
  readonly summary: Uint8Array;
  /** Read on demand. Absent: only the summary is kept. */
  readonly body?: Uint8Array;
}

/** Records of one kind that depend on the same options. */
export interface CacheSection {
  /** Whether there is a body. When it is read it can still turn out damaged. */
  readonly has: (key: RecordKey) => boolean;
  readonly summary: (key: RecordKey) => Uint8Array | undefined;
  /** To be used before the next call. Reads ahead where bodies are asked for in the order of the last full run. */
  readonly body: (key: RecordKey) => Uint8Array | undefined;
  /** Replaces the record of the same name and content. The bytes must not change afterwards. */
  readonly set: (key: RecordKey, value: RecordValue) => void;
}

/** `parts`: FileParts, with a summary of the file. `lint`: FileFacts, without a summary. */
export type SectionKind = "parts" | "lint";
