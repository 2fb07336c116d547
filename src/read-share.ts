import { type FileToRead, type ReadFiles, readPacked } from "./read-packed.ts";
import type { ResolveOptions } from "./resolve/options.ts";

/** What threads that read files together share. */
export interface Share {
  /** Of each file its position, the path, and how it is shown. */
  readonly positions: Uint32Array;
  readonly paths: readonly string[];
  readonly shown: readonly string[];
  readonly resolving: ResolveOptions;
  /** Shared memory: the first file that nobody has taken yet; how many files, and how many flows, were read. */
  readonly counters: Int32Array;
}

export const COUNTERS = { next: 0, files: 1, flows: 2 } as const;

/** Files that were read together, from this one on. */
export interface Batch {
  readonly first: number;
  readonly read: ReadFiles;
}

/** So many files are taken at a time: enough to make asking cheap, few enough for all threads to end together. */
const BATCH = 128;

/** Takes files that no other thread has taken, until there are none left. */
export function* readShare(share: Share): Generator<Batch> {
  const { counters, paths } = share;
  for (;;) {
    const first = Atomics.add(counters, COUNTERS.next, BATCH);
    if (first >= paths.length) return;
    yield readBatch(share, first);
  }
}

/** The first file of every batch. */
export function firstOfBatches({ paths }: Share): number[] {
  return Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, batch) => batch * BATCH);
}

export function readBatch({ positions, paths, shown, resolving, counters }: Share, first: number): Batch {
  const files: FileToRead[] = [];
  for (let at = first; at < Math.min(first + BATCH, paths.length); at++)
    files.push({ position: positions[at] ?? 0, path: paths[at] ?? "", shownAs: shown[at] ?? "" });
  const read = readPacked(files, resolving, (flows) => {
    Atomics.add(counters, COUNTERS.files, 1);
    Atomics.add(counters, COUNTERS.flows, flows);
  });
  return { first, read };
}
