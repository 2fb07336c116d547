import { type Stats, statSync } from "node:fs";

/** What tells, without reading a file, that it is the one that was read before. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  /** When the file or its metadata changed, which nobody can set: it catches contents that are put back with their time. */
  readonly changed: number;
  readonly inode: number;
}

export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): Stamp {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/** The stamp of a file, or undefined when the system does not tell. */
export function stampAt(path: string): Stamp | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : stampOf(stats);
  } catch {
    return undefined;
  }
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

/** File systems count time in steps of up to two seconds. */
const STEP_MS = 2000;

/**
 * True when a file could change again without its stamp showing it: it changed within the same step of the clock, or,
 * after the clock was moved back, in the future.
 */
export function mayChangeUnseen(stamp: Stamp, now: number): boolean {
  return Math.max(stamp.modified, stamp.changed) > now - STEP_MS;
}
