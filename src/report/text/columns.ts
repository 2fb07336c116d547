import { createRequire } from "node:module";

// Printable ASCII and the narrow signs that reports use themselves.
const NARROW = /^[ -~←≈]*$/;

let measure: ((text: string) => number) | undefined;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  // Loaded here and not above: it takes longer than all of a small answer, and most text is plain.
  measure ??= (createRequire(import.meta.url)("string-width") as typeof import("string-width")).default;
  return measure(text);
}
