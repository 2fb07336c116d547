import { type Stamp, sameStamp } from "../store/cache/stamp.ts";
import type { ObjectFormat } from "./content-id.ts";

/*
 * One cache for scan, lint, diff and log: what was read and worked out of files, kept between runs.
 *
 * Two tables. The status table says which content a path of the working tree had at which stat; it is small and written
 * whole. The records say what a content means: immutable, found by the file's name as shown, the content id and what
 * else the work depended on. They lie in a base file and a log of additions. A record is complete and has the right
 * checksum, or it does not count; so a killed process leaves an earlier state, and two processes at once lose at most
 * each other's additions.
 *
 * Every failure to read or write is a miss. Deleting the folder costs time only.
 */

/** Status of a path when it was last looked at. */
export interface KnownStatus {
  readonly stat: Stamp;
  /** The stat was taken so soon after the file changed that it proves nothing (git: racily clean). */
  readonly racy: boolean;
  /** See `contentIdOf`. */
  readonly contentId: string;
}

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
  /** Small: the summaries of a section are in memory together, for questions about all files at once. */
  readonly summary: Uint8Array;
  /** Read on demand. Absent: only the summary is kept. */
  readonly body?: Uint8Array;
}

/** Records of one kind that depend on the same options. */
export interface CacheSection {
  /** Whether there is a body. When it is read it can still turn out damaged. */
  readonly has: (key: RecordKey) => boolean;
  readonly summary: (key: RecordKey) => Uint8Array | undefined;
  /** Reads ahead where bodies are asked for in the order of the last full run. */
  readonly body: (key: RecordKey) => Uint8Array | undefined;
  /** Replaces the record of the same name and content. */
  readonly set: (key: RecordKey, value: RecordValue) => void;
}

/** `parts`: FileParts, with a summary of the file. `lint`: FileFacts, without a summary. */
export type SectionKind = "parts" | "lint";

export interface FileCache {
  /** Fast for names in the order of discovery. */
  readonly statusOf: (name: string) => KnownStatus | undefined;
  /** The content id that a stat proves; undefined where it proves nothing. Fast for names in the order of discovery. */
  readonly provenId: (name: string, stat: Stamp) => string | undefined;
  readonly setStatus: (name: string, status: KnownStatus) => void;
  /**
   * The same object for the same arguments.
   *
   * @param dependsOn everything besides file, content, environment and the build of the program, as text
   */
  readonly section: (kind: SectionKind, dependsOn: string) => CacheSection;
  /**
   * Writes what this run learned. Never throws; the cache can be used afterwards.
   *
   * Large runs write bodies to a temporary file before that, which an interrupt removes: yield to the event loop between
   * batches of records, so that an interrupt ends the process at once.
   */
  readonly save: () => void;
  /** Releases the files without writing anything. */
  readonly close: () => void;
}

export interface FileCacheOptions {
  /** From `openCacheFolder`; absent: nothing is kept beyond the process. */
  readonly folder?: string;
  /** Real path of the workspace. */
  readonly workspace: string;
  /** Of the program; see `buildId`. Records of another build count for nothing. */
  readonly build: string;
  /** Of the repository whose objects are compared with files. */
  readonly format?: ObjectFormat;
}

/** Opens the cache of a workspace. Never throws: what cannot be read is empty. */
export function openFileCache(_options: FileCacheOptions): FileCache {
  const statuses = new Map<string, KnownStatus>();
  const sections = new Map<string, CacheSection>();
  return {
    statusOf: (name) => statuses.get(name),
    provenId: (name, stat) => {
      const known = statuses.get(name);
      return known && !known.racy && sameStamp(known.stat, stat) ? known.contentId : undefined;
    },
    setStatus: (name, status) => void statuses.set(name, status),
    section: (kind, dependsOn) => {
      const key = `${kind} ${dependsOn}`;
      const known = sections.get(key) ?? createSection();
      sections.set(key, known);
      return known;
    },
    save: () => {},
    close: () => {},
  };
}

function createSection(): CacheSection {
  const records = new Map<string, RecordValue & { readonly environment: string }>();
  const find = ({ name, contentId, environment = "" }: RecordKey) => {
    const found = records.get(`${contentId}:${name}`);
    return found?.environment === environment ? found : undefined;
  };
  return {
    has: (key) => find(key)?.body !== undefined,
    summary: (key) => find(key)?.summary,
    body: (key) => find(key)?.body,
    set: ({ name, contentId, environment = "" }, value) =>
      void records.set(`${contentId}:${name}`, { ...value, environment }),
  };
}
