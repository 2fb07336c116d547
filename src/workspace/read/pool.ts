import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ScanProgress } from "../scan-options.ts";
import { COUNTERS, firstOfBatches, type SharedWork, takeBatches } from "./batch.ts";
import { type ReadBatch, readBatch } from "./read-batch.ts";

/** With fewer files for each, a thread takes longer to start than it saves. */
const FILES_PER_THREAD = 1000;

/** More threads than these wait for each other at the memory. */
const MAX_THREADS = 8;

/** How many threads read so many files best, this one among them. */
export function threadsFor(files: number): number {
  return Math.max(1, Math.min(MAX_THREADS, availableParallelism(), Math.floor(files / FILES_PER_THREAD)));
}

/**
 * Reads files and resolves what they declare, in several threads where the work is large enough. The result is the same
 * however many there are, and whatever becomes of them: batches that a thread does not return are read here.
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
    // What workers return must not pile up.
    if (threads > 1) await nextTurn();
  }
  await Promise.all(workers);
  for (const first of firstOfBatches(work)) if (!done.has(first)) add(readBatch(work, first));
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** @returns resolved when the thread has ended, well or not */
function startWorker(work: SharedWork, add: (read: ReadBatch) => void): Promise<void> {
  return new Promise((resolve) => {
    try {
      // Sources that are not built have none, and the main thread reads all.
      const worker = new Worker(new URL("./read-worker.js", import.meta.url), { workerData: work });
      worker.on("message", add);
      worker.once("error", () => resolve());
      worker.once("exit", () => resolve());
    } catch {
      resolve();
    }
  });
}
