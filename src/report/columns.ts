import stringWidth from "string-width";

// Printable ASCII and the narrow signs that reports use themselves.
const NARROW = /^[ -~←≈]*$/;

/** How many columns of a terminal a text takes. Measuring is slow, and most text is plain. */
export function columnsOf(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}
