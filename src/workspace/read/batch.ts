import type { ReadOptions } from "../../infer/index.ts";
import type { RepositoryFiles } from "./repository-files.ts";

/** A file to read. */
export interface FileToRead {
  /** Position among all found files. */
  readonly position: number;
  readonly path: string;
  readonly shownAs: string;
  /** Options that differ from those of all files. */
  readonly resolving?: ReadOptions;
  readonly repositoryFiles?: RepositoryFiles;
  /** Whether `ReadBatch.links` also hold what it claims of assets. */
  readonly withClaims?: true;
}

/** A queue of files, shared by several threads, in batches. */
export interface SharedWork {
  readonly files: readonly FileToRead[];
  readonly resolving: ReadOptions;
  /** Whether the contribution of each file is packed for the cache, in addition to its summary. */
  readonly withBodies: boolean;
  /** Shared memory, see `COUNTERS`. */
  readonly counters: Int32Array;
}

/** Position of the next file in the queue; numbers of read files and flows. */
export const COUNTERS = { next: 0, files: 1, flows: 2 } as const;

/** Large enough for low overhead, small enough for threads to finish at the same time. */
const BATCH = 128;

/** Beyond this number of files, packing and writing bodies takes longer than reading the needed files again. */
const MAX_BODIES = 1000;

export function shareWork(files: readonly FileToRead[], resolving: ReadOptions): SharedWork {
  const counters = new Int32Array(new SharedArrayBuffer(4 * Object.keys(COUNTERS).length));
  return { files, resolving, withBodies: files.length <= MAX_BODIES, counters };
}

/** Takes batches from the queue until it is empty; yields the first file of each. */
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
