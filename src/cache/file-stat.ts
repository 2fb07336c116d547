import { type Stats, statSync } from "node:fs";

/** Identity of an unchanged file, without reading it. */
export interface FileStat {
  readonly size: number;
  readonly modified: number;
  /**
   * Change time of the file or its metadata, which programs cannot set: it reveals contents restored with their
   * modification time.
   */
  readonly changed: number;
  readonly inode: number;
}

export function toFileStat({ size, mtimeMs, ctimeMs, ino }: Stats): FileStat {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/** The stat of a file; undefined if the system has none. */
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

/** Maximum resolution of file system clocks. */
const STEP_MS = 2000;

/**
 * Whether a file could change again without a visible change of its stat: it changed within the clock resolution, or,
 * after a change of the clock, in the future.
 */
export function isRacy(stat: FileStat, now: number): boolean {
  return Math.max(stat.modified, stat.changed) > now - STEP_MS;
}
