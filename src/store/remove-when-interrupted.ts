import { rmSync } from "node:fs";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Files of this process that are not finished. */
const unfinished = new Set<string>();
/** Those that are written during a long computation, for which no signal has a handler. */
const longUnfinished = new Set<string>();
let listens = false;

/**
 * A file that an interrupt removes. Only while there is one, signals have a handler: at all other times the system ends
 * the process at once, also in the middle of a long computation, during which no handler would be called.
 *
 * @returns to be called when the file is finished, or gone
 */
export function removeWhenInterrupted(path: string): () => void {
  unfinished.add(path);
  if (!listens) for (const signal of SIGNALS) process.on(signal, end);
  listens = true;
  return () => {
    unfinished.delete(path);
    // A signal that came in the meantime is told in the next turn but one at the latest; none must be lost.
    setImmediate(() => setImmediate(stopListening));
  };
}

/**
 * A file that is written during a long computation, which an interrupt must be able to end at once. What it leaves, the
 * next process that writes the same file removes.
 *
 * @returns as above
 */
export function leaveWhenInterrupted(path: string): () => void {
  longUnfinished.add(path);
  return () => void longUnfinished.delete(path);
}

/** Whether a file is one that this process has not finished. */
export function isUnfinished(path: string): boolean {
  return unfinished.has(path) || longUnfinished.has(path);
}

function stopListening(): void {
  if (unfinished.size > 0 || !listens) return;
  for (const signal of SIGNALS) process.off(signal, end);
  listens = false;
}

function end(signal: NodeJS.Signals): void {
  for (const path of [...unfinished, ...longUnfinished]) rmSync(path, { force: true });
  unfinished.clear();
  stopListening();
  // Where others listen as well, they decide.
  if (process.listenerCount(signal) > 0) return;
  // As if there had been no handler, which tells the parent most: shells show 128 and the number of the signal.
  process.kill(process.pid, signal);
  // The first process of a container is not ended by its own signal.
  process.exit(128 + constants.signals[signal]);
}
