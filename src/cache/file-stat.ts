import { type Stats, statSync } from "node:fs";

/** By what a file is known to be the one that was read before, without reading it. */
export interface FileStat {
  readonly size: number;
  readonly modified: number;
  /** When the file or its metadata changed, which nobody can set: it catches contents that are put back with their time. */
  readonly changed: number;
  readonly inode: number;
}

export function toFileStat({ size, mtimeMs, ctimeMs, ino }: Stats): FileStat {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/** The stat of a file; undefined where the system has none. */
export function statAt(path: string): FileStat | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : toFileStat(stats);
  } catch {
    return undefined;
  }
}

export function sameStat(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

/** File systems count time in steps of up to two seconds. */
const STEP_MS = 2000;

/**
 * True when a file could change again without its stat showing it: it changed within the same step of the clock, or,
 * after the clock was moved back, in the future.
 */
export function isRacy(stat: FileStat, now: number): boolean {
  return Math.max(stat.modified, stat.changed) > now - STEP_MS;
}
