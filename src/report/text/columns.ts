import { createRequire } from "node:module";

// Printable ASCII and the narrow symbols in reports and in the terminal view.
const NARROW = /^[ -~·…←↑→↓−≈─│└├█●]*$/;

let measure: ((text: string) => number) | undefined;

/** Width of a text in terminal columns. */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  // Loaded on demand: it takes longer than a small answer, and most text is plain.
  measure ??= (createRequire(import.meta.url)("string-width") as typeof import("string-width")).default;
  return measure(text);
}
