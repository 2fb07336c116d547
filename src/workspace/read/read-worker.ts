import { parentPort, workerData } from "node:worker_threads";
import { type SharedWork, takeBatches } from "./batch.ts";
import { readBatch } from "./read-batch.ts";

/** Worker thread: reads batches of files in a large scan. */
const work = workerData as SharedWork;
for (const first of takeBatches(work)) {
  const read = readBatch(work, first);
  parentPort?.postMessage(read, buffersIn(read));
}

/** The buffers of all arrays in a value: transferred, not copied. */
function buffersIn(value: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const collect = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) buffers.add(part.buffer as ArrayBuffer);
    else if (typeof part === "object" && part !== null && !Array.isArray(part))
      for (const field of Object.values(part)) collect(field);
  };
  collect(value);
  return [...buffers];
}
