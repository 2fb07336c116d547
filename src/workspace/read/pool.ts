import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ScanProgress } from "../scan-options.ts";
import { COUNTERS, firstOfBatches, type SharedWork, takeBatches } from "./batch.ts";
import { type ReadBatch, readBatch } from "./read-batch.ts";

/** Below this number of files per thread, its start costs more than it saves. */
const FILES_PER_THREAD = 1000;

/** Beyond this number, memory access is the bottleneck. */
const MAX_THREADS = 8;

/** The best number of threads for a number of files, including this thread. */
export function threadsFor(files: number): number {
  return Math.max(1, Math.min(MAX_THREADS, availableParallelism(), Math.floor(files / FILES_PER_THREAD)));
}

/**
 * Reads files and resolves their declarations, in several threads for large scans. The result is independent of their
 * number and of failures: this thread reads all batches that a worker does not return.
 *
 * @param onBatch called with each batch, in any order
 */
export async function readInPool(
  work: SharedWork,
  threads: number,
  onBatch: (read: ReadBatch) => void,
  onProgress: (progress: ScanProgress) => void,
): Promise<void> {
  const done = new Set<number>();
  const add = (read: ReadBatch): void => {
    done.add(read.first);
    onBatch(read);
    const { counters } = work;
    onProgress({ files: counters[COUNTERS.files] ?? 0, flows: counters[COUNTERS.flows] ?? 0 });
  };
  const workers = Array.from({ length: threads - 1 }, () => startWorker(work, add));
  for (const first of takeBatches(work)) {
    add(readBatch(work, first));
    // Workers' batches must not accumulate.
    if (threads > 1) await nextTurn();
  }
  await Promise.all(workers);
  for (const first of firstOfBatches(work)) if (!done.has(first)) add(readBatch(work, first));
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * @returns resolves at the end of the thread, also after a failure
 */
function startWorker(work: SharedWork, add: (read: ReadBatch) => void): Promise<void> {
  return new Promise((resolve) => {
    try {
      // Sources without a build have no worker file; the main thread reads all files.
      const worker = new Worker(new URL("./read-worker.js", import.meta.url), { workerData: work });
      worker.on("message", add);
      worker.once("error", () => resolve());
      worker.once("exit", () => resolve());
    } catch {
      resolve();
    }
  });
}
