import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../store/atomic-write.ts";
import { ID_DIGITS, type ObjectFormat } from "../util/content-id.ts";
import { type FileStat, sameStat } from "./file-stat.ts";
import { createNameNumbers } from "./name-numbers.ts";
import { appendRecords, readRecords } from "./record-log.ts";
import {
  NO_STATUSES,
  NUMBERS_OF_STAT,
  readStatuses,
  type StatusColumns,
  statusChunks,
} from "./status-columns.ts";

/** Last known status of a path. */
export interface KnownStatus {
  readonly stat: FileStat;
  /** The stat was taken within the clock resolution after a change, so it proves nothing (git: racily clean). */
  readonly racy: boolean;
  /** See `contentIdOf`. */
  readonly contentId: string;
}

export interface StatusTable {
  /** Whether no status is known. */
  readonly isEmpty: () => boolean;
  /** Fast for names in the order of discovery. */
  readonly statusOf: (name: string) => KnownStatus | undefined;
  /** The content id proved by a stat, or undefined. Fast for names in the order of discovery. */
  readonly provenId: (name: string, stat: FileStat) => string | undefined;
  readonly set: (name: string, status: KnownStatus) => void;
  /** Removes unused names that the test rejects. */
  readonly prune: (isThere: (name: string) => boolean) => void;
  readonly all: () => IterableIterator<readonly [name: string, status: KnownStatus]>;
  /** Writes a changed table. Throws the system's error. */
  readonly write: () => void;
}

/** Beyond this size, reading the log in each run costs more than a rewrite. */
const MOST_LOGGED = 64;

/**
 * The table of a workspace; empty if missing or damaged. A file with all entries, and a log of recent changes. Each
 * hash of content ids has its own table.
 */
export function openStatusTable(
  folder: string | undefined,
  workspace: string,
  format: ObjectFormat,
): StatusTable {
  const path =
    folder === undefined ? undefined : join(folder, format === "sha1" ? "status" : `status-${format}`);
  const key = `status 1 ${workspace}`;
  const columns = path === undefined ? undefined : readStatuses(path, key);
  const { names, stats, racy, ids } = columns ?? NO_STATUSES;
  const log = path === undefined ? undefined : readLog(`${path}.log`, key);
  const numberOf = createNameNumbers(names);
  const asked = new Uint8Array(names.length);
  const newerStatuses = new Map<string, KnownStatus>();
  for (const { name, stat, racy, contentId } of log?.statuses ?? [])
    newerStatuses.set(name, { stat, racy, contentId });
  /** Set in this run. */
  const unsaved = new Set<string>();
  const gone = new Set<string>();

  const idAt = (row: number): string => ids.slice(row * ID_DIGITS, (row + 1) * ID_DIGITS);
  const statusAt = (row: number): KnownStatus => {
    const at = row * NUMBERS_OF_STAT;
    const number = (index: number): number => stats[at + index] ?? -1;
    return {
      stat: { size: number(0), modified: number(1), changed: number(2), inode: number(3) },
      racy: racy[row] !== 0,
      contentId: idAt(row),
    };
  };
  const rowOf = (name: string): number | undefined => {
    const row = numberOf(name);
    if (row !== undefined) asked[row] = 1;
    return row;
  };
  const statusOf = (name: string): KnownStatus | undefined => {
    const known = newerStatuses.get(name);
    if (known !== undefined) return known;
    const row = rowOf(name);
    return row === undefined ? undefined : statusAt(row);
  };
  function* all(): IterableIterator<readonly [string, KnownStatus]> {
    for (const [row, name] of names.entries()) {
      if (!gone.has(name)) yield [name, newerStatuses.get(name) ?? statusAt(row)];
    }
    for (const [name, status] of newerStatuses) if (numberOf(name) === undefined) yield [name, status];
  }
  const merged = (): StatusColumns => {
    const kept = [...names.keys()].filter((row) => !gone.has(names[row] ?? ""));
    const added = [...newerStatuses.keys()].filter((name) => numberOf(name) === undefined);
    const allNames = [...kept.map((row) => names[row] ?? ""), ...added];
    const allStats = new Float64Array(allNames.length * NUMBERS_OF_STAT);
    const allRacy = new Uint8Array(allNames.length);
    const allIds = allNames.map((name, at) => {
      const status = newerStatuses.get(name);
      const row = kept[at] ?? 0;
      const from = at * NUMBERS_OF_STAT;
      if (status === undefined) {
        for (let index = 0; index < NUMBERS_OF_STAT; index++)
          allStats[from + index] = stats[row * NUMBERS_OF_STAT + index] ?? -1;
        allRacy[at] = racy[row] ?? 1;
        return idAt(row);
      }
      const { size, modified, changed: ctime, inode } = status.stat;
      allStats.set([size, modified, ctime, inode], from);
      allRacy[at] = Number(status.racy);
      return status.contentId;
    });
    return { names: allNames, stats: allStats, racy: allRacy, ids: allIds.join("") };
  };
  return {
    isEmpty: () => names.length + newerStatuses.size === 0,
    statusOf,
    provenId: (name, stat) => {
      const known = newerStatuses.size === 0 ? undefined : newerStatuses.get(name);
      if (known !== undefined) return !known.racy && sameStat(known.stat, stat) ? known.contentId : undefined;
      const row = rowOf(name);
      if (row === undefined || racy[row] !== 0) return undefined;
      const at = row * NUMBERS_OF_STAT;
      const isSame =
        stats[at] === stat.size &&
        stats[at + 1] === stat.modified &&
        stats[at + 2] === stat.changed &&
        stats[at + 3] === stat.inode;
      return isSame ? idAt(row) : undefined;
    },
    set: (name, status) => {
      const known = statusOf(name);
      if (known && sameStatus(known, status)) return;
      newerStatuses.set(name, status);
      unsaved.add(name);
      gone.delete(name);
    },
    prune: (isThere) => {
      for (const [row, name] of names.entries()) {
        if (asked[row] === 1 || newerStatuses.has(name) || isThere(name)) continue;
        gone.add(name);
      }
    },
    all,
    write: () => {
      if (path === undefined || log === undefined || unsaved.size + gone.size === 0) return;
      const isShort = columns !== undefined && log.whole && log.count + unsaved.size <= MOST_LOGGED;
      if (isShort && gone.size === 0) {
        const records = [...unsaved].flatMap((name) => {
          const status = newerStatuses.get(name);
          return status ? [Buffer.from(JSON.stringify({ key, name, ...status } satisfies LoggedStatus))] : [];
        });
        appendRecords(`${path}.log`, records);
      } else {
        writeAtomically(path, statusChunks(key, merged()), { flush: false });
        rmSync(`${path}.log`, { force: true });
      }
      unsaved.clear();
    },
  };
}

function sameStatus(a: KnownStatus, b: KnownStatus): boolean {
  return a.contentId === b.contentId && a.racy === b.racy && sameStat(a.stat, b.stat);
}

/** A log entry: a single status. */
interface LoggedStatus extends KnownStatus {
  readonly key: string;
  readonly name: string;
}

function readLog(path: string, key: string) {
  const { records, whole } = readRecords(path);
  const statuses = records.flatMap((record) => {
    const status = parseStatus(record);
    return status?.key === key && status.contentId.length === ID_DIGITS ? [status] : [];
  });
  return { statuses, count: records.length, whole };
}

function parseStatus(record: Uint8Array): LoggedStatus | undefined {
  try {
    return JSON.parse(Buffer.from(record).toString("utf8")) as LoggedStatus;
  } catch {
    return undefined;
  }
}
