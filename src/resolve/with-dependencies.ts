import type { Unknown } from "../pebble/index.ts";

/** A result of an evaluation, with the unknowns behind it. */
export interface WithDependencies<T> {
  readonly result: T;
  /** The unknowns that the evaluation consulted or printed, in order; the first of those with one origin and reason. */
  readonly dependencies: readonly Unknown[];
}

/** Adds unknowns to a list, each once: a loop consults the same one many times. */
export function addDistinct(dependencies: Unknown[]): (unknown: Unknown) => void {
  const reasonsByOrigin = new Map<string | undefined, Set<string>>();
  let last: Unknown | undefined;
  return (unknown) => {
    const { origin, reason } = unknown;
    if (last?.origin === origin && last?.reason === reason) return;
    last = unknown;
    const reasons = reasonsByOrigin.get(origin);
    if (reasons?.has(reason)) return;
    if (reasons) reasons.add(reason);
    else reasonsByOrigin.set(origin, new Set([reason]));
    dependencies.push(unknown);
  };
}
