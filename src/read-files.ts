import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileToRead, ReadFiles } from "./read-packed.ts";
import { type Batch, COUNTERS, firstOfBatches, readBatch, readShare, type Share } from "./read-share.ts";
import type { ResolveOptions } from "./resolve/options.ts";
import type { ScanProgress } from "./scan-setup.ts";

/** With fewer files for each, a thread takes longer to start than it saves. */
const FILES_FOR_A_THREAD = 1000;

/** More threads than these wait for each other at the memory. */
const MOST_THREADS = 8;

/** How many threads read so many files best, this one among them. */
export function threadsFor(files: number): number {
  return Math.max(1, Math.min(MOST_THREADS, availableParallelism(), Math.floor(files / FILES_FOR_A_THREAD)));
}

/**
 * Reads files and resolves what they declare, in several threads where the work is large enough. The result is the same
 * however many there are, and whatever becomes of them: what one of them does not bring is read here.
 */
export async function readFiles(
  files: readonly FileToRead[],
  resolving: ResolveOptions,
  threads: number,
  onProgress: (progress: ScanProgress) => void,
): Promise<ReadFiles[]> {
  const share: Share = {
    positions: Uint32Array.from(files, ({ position }) => position),
    paths: files.map(({ path }) => path),
    shown: files.map(({ shownAs }) => shownAs),
    resolving,
    counters: new Int32Array(new SharedArrayBuffer(4 * Object.keys(COUNTERS).length)),
  };
  const batches = new Map<number, Batch>();
  const add = (batch: Batch): void => {
    batches.set(batch.first, batch);
    const { counters } = share;
    onProgress({ files: counters[COUNTERS.files] ?? 0, flows: counters[COUNTERS.flows] ?? 0 });
  };
  const helpers = Array.from({ length: threads - 1 }, () => startHelper(share, add));
  for (const batch of readShare(share)) add(batch);
  await Promise.all(helpers);
  for (const first of firstOfBatches(share)) if (!batches.has(first)) add(readBatch(share, first));
  return [...batches.values()].sort((a, b) => a.first - b.first).map(({ read }) => read);
}

/** @returns resolved when the thread has ended, well or not */
function startHelper(share: Share, add: (batch: Batch) => void): Promise<void> {
  return new Promise((resolve) => {
    try {
      // Where the program is not built, there is none, and this thread reads all.
      const worker = new Worker(new URL("./scan-worker.js", import.meta.url), { workerData: share });
      worker.on("message", add);
      // What it took is read by this thread.
      worker.once("error", () => resolve());
      worker.once("exit", () => resolve());
    } catch {
      resolve();
    }
  });
}
