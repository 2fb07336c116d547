import { parentPort, workerData } from "node:worker_threads";
import { readShare, type Share } from "./read-share.ts";

/** A thread that reads a share of the files of a large scan. */
for (const batch of readShare(workerData as Share)) {
  const { perFile, perFlow, perBundle, perEntry, ...packed } = batch.read.packed;
  // Given away, not copied: nobody here needs them any more.
  const arrays = [packed, perFile, perFlow, perBundle, perEntry, { positions: batch.read.positions }]
    .flatMap((columns) => Object.values(columns))
    .flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
  parentPort?.postMessage(batch, arrays);
}
