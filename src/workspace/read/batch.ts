import type { ReadOptions } from "../../infer/index.ts";
import type { SqlFiles } from "./sql-files.ts";

/** A file to be read. */
export interface FileToRead {
  /** Among all files that were found. */
  readonly position: number;
  readonly path: string;
  readonly shownAs: string;
  /** Other options than those of all files. */
  readonly resolving?: ReadOptions;
  readonly sqlFiles?: SqlFiles;
}

/** Files that several threads read together, in batches. */
export interface SharedWork {
  readonly files: readonly FileToRead[];
  readonly resolving: ReadOptions;
  /** Whether what each file contributes is packed for the cache, and not only its summary. */
  readonly withBodies: boolean;
  /** Shared memory, see `COUNTERS`. */
  readonly counters: Int32Array;
}

/** The first file that nobody has taken yet; how many files, and how many flows, were read. */
export const COUNTERS = { next: 0, files: 1, flows: 2 } as const;

/** Large enough to make taking one cheap, small enough for all threads to end together. */
const BATCH = 128;

/**
 * With more files than these, bodies take longer to pack and to write than they save later: whoever needs some of them
 * reads the files again.
 */
const MAX_BODIES = 1000;

export function shareWork(files: readonly FileToRead[], resolving: ReadOptions): SharedWork {
  const counters = new Int32Array(new SharedArrayBuffer(4 * Object.keys(COUNTERS).length));
  return { files, resolving, withBodies: files.length <= MAX_BODIES, counters };
}

/** Takes batches that no other thread has taken, until there are none left; gives the first file of each. */
export function* takeBatches({ counters, files }: SharedWork): Generator<number> {
  for (;;) {
    const first = Atomics.add(counters, COUNTERS.next, BATCH);
    if (first >= files.length) return;
    yield first;
  }
}

/** The first file of every batch. */
export function firstOfBatches({ files }: SharedWork): number[] {
  return Array.from({ length: Math.ceil(files.length / BATCH) }, (_, batch) => batch * BATCH);
}

export function filesOfBatch({ files }: SharedWork, first: number): readonly FileToRead[] {
  return files.slice(first, first + BATCH);
}
