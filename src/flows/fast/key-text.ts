/** Longer keys are rare, and V8 would let such a part of a text keep all of the text in memory. */
const LONGEST = 12;

const known: (string | undefined)[] = new Array(1024);

/**
 * The text of a key. Flows have few different ones: the same string for the same key spares making it again, and its
 * hash, which is kept with it.
 */
export function keyText(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST) return text.slice(start, end);
  const place = (length * 61 + text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7) & 1023;
  const before = known[place];
  if (before?.length === length && text.startsWith(before, start)) return before;
  const key = text.slice(start, end);
  known[place] = key;
  return key;
}
