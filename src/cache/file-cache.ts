import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ID_DIGITS, type ObjectFormat } from "../util/content-id.ts";
import { shortHash } from "../util/short-hash.ts";
import { statAt } from "./file-stat.ts";
import type { CacheSection, SectionKind, StoredRecord } from "./record.ts";
import { recordId } from "./record-segment.ts";
import { openRecordStore, type RecordStore, type StoreLimits } from "./record-store.ts";
import { type KnownStatus, type StatusTable, statusTable } from "./status-table.ts";

export type { CacheSection, RecordKey, RecordValue, SectionKind } from "./record.ts";
export type { KnownStatus };

/*
 * One cache for scan, lint, diff and log: the results of reading files, kept between runs.
 *
 * The statuses map a path of the working tree and its stat to a content id. The records of a section hold the results of
 * a content. They are immutable, and their key is the file's name as shown, the content id and the other inputs of the
 * computation. Statuses and each section have a file of records, to which each run adds its own. A record with a wrong
 * checksum is ignored, so a killed process leaves an earlier state, and two concurrent processes lose at most each
 * other's additions.
 *
 * Every failure to read or write is a miss. Deleting the folder costs time only.
 */

export interface FileCache extends StatusTable {
  /** Whether no status is known. */
  readonly isEmpty: () => boolean;
  /**
   * The same object for the same arguments.
   *
   * @param dependsOn all inputs except file, content, environment and build, as text
   */
  readonly section: (kind: SectionKind, dependsOn: string) => CacheSection;
  /** Writes the results of this run. Never throws; the cache can be used afterwards. */
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

export interface CacheLimits extends StoreLimits {
  /** Files of sections: one per kind and set of options. */
  readonly sections: number;
}

const DEFAULT_LIMITS: CacheLimits = { logRecords: 512, otherBytes: 64 * 1024 * 1024, sections: 6 };

/** Opens the cache of a workspace. Never throws: unreadable parts are empty. */
export function openFileCache(options: FileCacheOptions): FileCache {
  const { folder, workspace, build, format = "sha1" } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const pathOf = (name: string): string | undefined => folder && join(folder, name);
  const key = `1 ${build} ${workspace}`;
  const statuses = openRecordStore(pathOf(`status-${format}`), key, 0, { ...limits, otherBytes: 0 });
  const table = statusTable(statuses);
  const stores: RecordStore[] = [];
  const sections = new Map<string, CacheSection>();
  const openSection = (kind: SectionKind, dependsOn: string): CacheSection => {
    const path = pathOf(`${kind}-${shortHash(dependsOn)}`);
    const records = openRecordStore(path, `${key} ${kind} ${dependsOn}`, ID_DIGITS, limits);
    stores.push(records);
    return {
      ...records,
      find: ({ name, contentId, environment }) =>
        records.find(name, recordId(contentId, environment), contentId),
      set: ({ name, contentId, environment }, value) =>
        records.set(name, recordId(contentId, environment), value),
    };
  };
  return {
    ...table,
    isEmpty: statuses.isEmpty,
    section: (kind, dependsOn) => {
      const name = `${kind} ${dependsOn}`;
      const section = sections.get(name) ?? openSection(kind, dependsOn);
      sections.set(name, section);
      return section;
    },
    save: () => {
      const isCurrent = ({ name, id }: StoredRecord): boolean => {
        const known = table.statusOf(name);
        return known !== undefined && id.startsWith(known.contentId);
      };
      const isThere = ({ name }: StoredRecord): boolean => statAt(join(workspace, name)) !== undefined;
      for (const records of stores) attempt(() => records.save(isCurrent));
      attempt(() => statuses.save(isThere));
      if (folder !== undefined && stores.length > 0)
        attempt(() => removeOldSections(folder, limits.sections));
    },
    close: () => {
      for (const records of [statuses, ...stores]) records.close();
    },
  };
}

/** Best effort: after a failure, only the next run is slower. Other files are not affected. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // See above.
  }
}

/** Keeps those written last. */
function removeOldSections(folder: string, most: number): void {
  const names = readdirSync(folder).filter((name) => SECTION_FILE.test(name));
  if (names.length <= most) return;
  const files = names.map((name) => ({ name, written: statSync(join(folder, name)).mtimeMs }));
  files.sort((a, b) => b.written - a.written);
  for (const { name } of files.slice(most)) rmSync(join(folder, name), { force: true });
}

const SECTION_FILE = /^(?:parts|lint)-[0-9a-f]{8}$/;
