import { randomBytes } from "node:crypto";
import type { ReadFiles } from "./read-packed.ts";
import type { LookedAll } from "./scan-look.ts";
import type { Assembled } from "./store/assembly/assemble.ts";
import { type WrittenFile, writeAtomically } from "./store/atomic-write.ts";
import { prepareFolder } from "./store/cache/cache-folder.ts";
import { type CachedFile, cachedFile } from "./store/cache/cached-file.ts";
import { writeIndex } from "./store/cache/scan-index.ts";
import { type ScanManifest, writeManifest } from "./store/cache/scan-manifest.ts";
import type { ScanPaths } from "./store/cache/scan-paths.ts";
import { writeState } from "./store/cache/scan-state.ts";
import { type Stamp, stampAt } from "./store/cache/stamp.ts";

/** What is kept of the scan before, and where what this one keeps goes. */
export interface ScanCache {
  readonly program: string;
  /** Everything that the result depends on besides the files. */
  readonly key: string;
  readonly paths: ScanPaths;
  readonly manifest?: ScanManifest;
}

export interface KeptScan {
  readonly store: string;
  /** The store, as it was written or found. */
  readonly written: WrittenFile;
  readonly report: unknown;
  readonly assembled: Assembled;
  readonly looked: LookedAll;
  readonly read: readonly ReadFiles[];
}

/**
 * Keeps what the next scan and queries can use. A file that goes first is named by those that follow: what is not there
 * whole counts for nothing. That something cannot be written is no reason to fail; the next scan is slower, and that is
 * all.
 */
export function keepScan({ paths, program, key }: ScanCache, scan: KeptScan): void {
  const { store: path, written, report, assembled } = scan;
  const { pieces, head, state } = assembled;
  try {
    prepareFolder(paths.folder);
    const store = stampOfOwn(path, written);
    const records =
      paths.records === path
        ? store
        : stampOfOwn(paths.records, writeAtomically(paths.records, pieces.blocks(), { flush: false }));
    if (store === undefined || records === undefined) return;
    writeIndex(paths, program, { store, records, head }, state);
    const id = randomBytes(8).toString("hex");
    writeState(paths, id, state);
    writeManifest(paths, key, { files: filesOf(scan), store, state: id, report });
  } catch {
    // As if there were no cache.
  }
}

/** The stamp of a file; undefined when somebody else has put another in its place, or written to it. */
function stampOfOwn(path: string, { size, inode, modified }: WrittenFile): Stamp | undefined {
  const stamp = stampAt(path);
  const isOwn = stamp?.size === size && stamp.inode === inode && stamp.modified === modified;
  return isOwn ? stamp : undefined;
}

/** A stamp that no file has: what could not be read may be readable the next time, without any stamp telling. */
const UNKNOWN: Stamp = { size: -1, modified: 0, changed: 0, inode: 0 };

function filesOf({ looked, read }: KeptScan): CachedFile[] {
  const { files, problems, now } = looked;
  const seen = new Map(
    read.flatMap(({ positions, seen }) =>
      [...positions].map((position, index) => [position, seen[index]] as const),
    ),
  );
  const kept = files.map(({ shownAs, stamp, hash }, position): CachedFile => {
    const before = stamp && hash !== undefined ? { stamp, hash } : undefined;
    const found = seen.has(position) ? seen.get(position) : before;
    return found ? cachedFile(shownAs, found.stamp, found.hash, now) : unknown(shownAs);
  });
  return [...kept, ...problems.map(({ place }) => unknown(place.file))];
}

function unknown(name: string): CachedFile {
  return { name, stamp: UNKNOWN, hash: "", doubtful: true };
}
