import { join } from "node:path";
import { writeAtomically } from "../store/atomic-write.ts";
import { ID_DIGITS, type ObjectFormat } from "../util/content-id.ts";
import { arrayChunks, byteArray, readArrays } from "./array-file.ts";
import { type FileStat, sameStat } from "./file-stat.ts";
import { createNameNumbers, packNames, unpackNames } from "./name-numbers.ts";

/** Status of a path when it was last looked at. */
export interface KnownStatus {
  readonly stat: FileStat;
  /** The stat was taken so soon after the file changed that it proves nothing (git: racily clean). */
  readonly racy: boolean;
  /** See `contentIdOf`. */
  readonly contentId: string;
}

export interface StatusTable {
  /** Nothing is known of any path. */
  readonly isEmpty: () => boolean;
  /** Fast for names in the order of discovery. */
  readonly statusOf: (name: string) => KnownStatus | undefined;
  /** The content id that a stat proves; undefined where it proves nothing. Fast for names in the order of discovery. */
  readonly provenId: (name: string, stat: FileStat) => string | undefined;
  readonly set: (name: string, status: KnownStatus) => void;
  /** Forgets the names that the test refuses, of those that nobody asked about. */
  readonly prune: (isThere: (name: string) => boolean) => void;
  readonly all: () => IterableIterator<readonly [name: string, status: KnownStatus]>;
  /** Writes the table where it changed. Throws the system's error. */
  readonly write: () => void;
}

const NUMBERS_OF_STAT = 4;

/** The table of a workspace; empty where there is none, or it is damaged. Another format of object names is another table. */
export function openStatusTable(
  folder: string | undefined,
  workspace: string,
  format: ObjectFormat,
): StatusTable {
  const path =
    folder === undefined ? undefined : join(folder, format === "sha1" ? "status" : `status-${format}`);
  const key = `status 1 ${workspace}`;
  const columns = (path === undefined ? undefined : readColumns(path, key)) ?? NO_COLUMNS;
  const { names, stats, racy, ids } = columns;
  const numberOf = createNameNumbers(names);
  const asked = new Uint8Array(names.length);
  const later = new Map<string, KnownStatus>();
  const gone = new Set<string>();
  let changed = false;

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
    const known = later.get(name);
    if (known !== undefined) return known;
    const row = rowOf(name);
    return row === undefined ? undefined : statusAt(row);
  };
  function* all(): IterableIterator<readonly [string, KnownStatus]> {
    for (const [row, name] of names.entries()) {
      if (!gone.has(name)) yield [name, later.get(name) ?? statusAt(row)];
    }
    for (const [name, status] of later) if (numberOf(name) === undefined) yield [name, status];
  }
  return {
    isEmpty: () => names.length + later.size === 0,
    statusOf,
    provenId: (name, stat) => {
      const known = later.size === 0 ? undefined : later.get(name);
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
      later.set(name, status);
      gone.delete(name);
      changed = true;
    },
    prune: (isThere) => {
      for (const [row, name] of names.entries()) {
        if (asked[row] === 1 || later.has(name) || isThere(name)) continue;
        gone.add(name);
        changed = true;
      }
    },
    all,
    write: () => {
      if (!changed || path === undefined) return;
      writeAtomically(path, columnChunks(key, [...all()]), { flush: false });
      changed = false;
    },
  };
}

function sameStatus(a: KnownStatus, b: KnownStatus): boolean {
  return a.contentId === b.contentId && a.racy === b.racy && sameStat(a.stat, b.stat);
}

interface Columns {
  readonly names: readonly string[];
  readonly stats: Float64Array;
  readonly racy: Uint8Array;
  /** Hex digits of all ids in a row. */
  readonly ids: string;
}

const NO_COLUMNS: Columns = { names: [], stats: new Float64Array(), racy: new Uint8Array(), ids: "" };

function readColumns(path: string, key: string): Columns | undefined {
  try {
    const file = readArrays(path, key);
    const stats = file?.arrays.stats;
    if (file === undefined || !(stats instanceof Float64Array)) return undefined;
    const names = unpackNames(byteArray(file, "names"));
    const racy = byteArray(file, "racy");
    const ids = Buffer.from(byteArray(file, "ids")).toString("hex");
    const fits =
      stats.length === names.length * NUMBERS_OF_STAT &&
      racy.length === names.length &&
      ids.length === names.length * ID_DIGITS;
    return fits ? { names, stats, racy, ids } : undefined;
  } catch {
    return undefined;
  }
}

function columnChunks(key: string, entries: readonly (readonly [string, KnownStatus])[]): Uint8Array[] {
  const stats = new Float64Array(entries.length * NUMBERS_OF_STAT);
  for (const [row, [, { stat }]] of entries.entries())
    stats.set([stat.size, stat.modified, stat.changed, stat.inode], row * NUMBERS_OF_STAT);
  return arrayChunks(key, {
    stats,
    names: packNames(entries.map(([name]) => name)),
    racy: Uint8Array.from(entries, ([, status]) => Number(status.racy)),
    ids: Buffer.from(entries.map(([, { contentId }]) => contentId).join(""), "hex"),
  });
}
