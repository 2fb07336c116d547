import { derived } from "../values/unknown.ts";
import type { Unknown } from "../values/value.ts";

/** A hole whose content, or adjacent literal text, may have changed: any text. */
export function loose(hole: Unknown): Unknown {
  return derived(hole, { word: false });
}

/** The last `count` characters of a literal that could begin a match of `wanted` reaching into the hole after it. */
export function overlapAtEnd(literal: string, wanted: string): number {
  for (let size = Math.min(literal.length, wanted.length - 1); size > 0; size--) {
    if (literal.endsWith(wanted.slice(0, size))) return size;
  }
  return 0;
}

/** True if no part of `wanted` can be in a word hole. */
export function avoidsWords(wanted: string): boolean {
  return !/[A-Za-z0-9]/.test(wanted);
}
