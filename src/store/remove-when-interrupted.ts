import { rmSync } from "node:fs";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Unfinished files of this process. */
const unfinished = new Set<string>();
let listens = false;

/**
 * A file that an interrupt removes. Signal handlers exist only while such a file exists; at other times the system ends
 * the process immediately, even during a long computation, which would delay a handler.
 *
 * @returns to be called when the file is finished or removed
 */
export function removeWhenInterrupted(path: string): () => void {
  unfinished.add(path);
  if (!listens) for (const signal of SIGNALS) process.on(signal, end);
  listens = true;
  return () => {
    unfinished.delete(path);
    // A signal in the meantime is delivered within two turns of the event loop; none must be lost.
    setImmediate(() => setImmediate(stopListening));
  };
}

/** Whether a file is an unfinished one of this process. */
export function isUnfinished(path: string): boolean {
  return unfinished.has(path);
}

function stopListening(): void {
  if (unfinished.size > 0 || !listens) return;
  for (const signal of SIGNALS) process.off(signal, end);
  listens = false;
}

function end(signal: NodeJS.Signals): void {
  for (const path of unfinished) rmSync(path, { force: true });
  unfinished.clear();
  stopListening();
  // Other listeners take precedence.
  if (process.listenerCount(signal) > 0) return;
  // Ends by the signal itself, so that the parent sees it: shells show 128 plus the signal number.
  process.kill(process.pid, signal);
  // In a container, the first process does not end by its own signal.
  process.exit(128 + constants.signals[signal]);
}
