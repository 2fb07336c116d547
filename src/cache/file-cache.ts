import { statSync } from "node:fs";
import { join } from "node:path";
import type { ObjectFormat } from "../util/content-id.ts";
import type { FileStat } from "./file-stat.ts";
import type { CacheSection, SectionKind } from "./record.ts";
import { type CacheLimits, DEFAULT_CACHE_LIMITS, openRecordStore } from "./record-store.ts";
import { type KnownStatus, openStatusTable } from "./status-table.ts";

export type { CacheSection, RecordKey, RecordValue, SectionKind } from "./record.ts";
export type { KnownStatus };

/*
 * One cache for scan, lint, diff and log: the results of reading files, kept between runs.
 *
 * Two tables. The status table maps a path of the working tree and its stat to a content id; it is small and rewritten
 * as a whole. The records hold the results of a content. They are immutable, and their key is the file's name as shown,
 * the content id and the other inputs of the computation. They are stored in a base file and a log of additions. A
 * record with a wrong checksum is ignored, so a killed process leaves an earlier state, and two concurrent processes
 * lose at most each other's additions.
 *
 * Every failure to read or write is a miss. Deleting the folder costs time only.
 */

export interface FileCache {
  /** Whether no status is known. */
  readonly isEmpty: () => boolean;
  /** Fast for names in the order of discovery. */
  readonly statusOf: (name: string) => KnownStatus | undefined;
  /** The content id proved by a stat, or undefined. Fast for names in the order of discovery. */
  readonly provenId: (name: string, stat: FileStat) => string | undefined;
  readonly setStatus: (name: string, status: KnownStatus) => void;
  /**
   * The same object for the same arguments, until the next `save`.
   *
   * @param dependsOn all inputs except file, content, environment and build, as text
   */
  readonly section: (kind: SectionKind, dependsOn: string) => CacheSection;
  /**
   * Writes the results of this run. Never throws; the cache can be used afterwards. Large runs write bodies to a
   * temporary file earlier. An interrupt leaves it, and the next run removes it.
   */
  readonly save: () => void;
  /** Releases the files without writing anything. */
  readonly close: () => void;
}

export interface FileCacheOptions {
  /** From `openCacheFolder`; absent: in memory only. */
  readonly folder?: string;
  /** Real path of the workspace. */
  readonly workspace: string;
  /** Of the program; see `buildId`. Records of other builds are ignored. */
  readonly build: string;
  /** Hash of the compared repository. */
  readonly format?: ObjectFormat;
  /** Absent: the defaults. */
  readonly limits?: Partial<CacheLimits>;
}

/** Opens the cache of a workspace. Never throws: unreadable parts are empty. */
export function openFileCache(options: FileCacheOptions): FileCache {
  const { folder, workspace, build, format = "sha1", limits } = options;
  const statuses = openStatusTable(folder, workspace, format);
  const key = `records 1 ${build} ${workspace}`;
  const records = openRecordStore(folder, key, { ...DEFAULT_CACHE_LIMITS, ...limits });
  const currentIds = (): ReadonlyMap<string, string> => {
    statuses.prune((name) => statSync(join(workspace, name), { throwIfNoEntry: false }) !== undefined);
    return new Map([...statuses.all()].map(([name, { contentId }]) => [name, contentId]));
  };
  return {
    isEmpty: statuses.isEmpty,
    statusOf: statuses.statusOf,
    provenId: statuses.provenId,
    setStatus: statuses.set,
    section: (kind, dependsOn) => records.section(`${kind} ${dependsOn}`),
    save: () => {
      try {
        records.save(currentIds);
        statuses.write();
      } catch {
        // Best effort: without it, only the next run is slower.
      }
    },
    close: records.close,
  };
}
