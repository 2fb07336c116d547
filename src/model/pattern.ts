/** Ids with holes. `*` is any text, including empty text; it is unambiguous, because no asset id contains it. */

/** True for an id with a run-time part. */
export function isPattern(id: string): boolean {
  return id.includes("*");
}

/** Number of known characters of a pattern; 0 for one without information. */
export function literalLength(pattern: string): number {
  return pattern.replaceAll("*", "").length;
}

/** Whether the pattern can become exactly this id. Linear: each piece is looked for once, left to right. */
export function matchesPattern(pattern: string, id: string): boolean {
  const pieces = pattern.split("*");
  const first = pieces[0] ?? "";
  if (pieces.length === 1) return id === pattern;
  const last = pieces.at(-1) ?? "";
  if (id.length < first.length + last.length || !id.startsWith(first) || !id.endsWith(last)) return false;
  const end = id.length - last.length;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = id.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/**
 * Whether some text matches both patterns; either may be a plain id. Linear: two patterns need compatible literal
 * text at both ends only, since the star of each matches everything between the ends of the other.
 */
export function patternsOverlap(a: string, b: string): boolean {
  if (!isPattern(a)) return matchesPattern(b, a);
  if (!isPattern(b)) return matchesPattern(a, b);
  const [startA, startB, endA, endB] = [patternStart(a), patternStart(b), patternEnd(a), patternEnd(b)];
  return (
    (startA.startsWith(startB) || startB.startsWith(startA)) && (endA.endsWith(endB) || endB.endsWith(endA))
  );
}

/** The literal text before the first star; the whole text of a plain id. */
export function patternStart(pattern: string): string {
  return pattern.split("*", 1)[0] ?? "";
}

/** The literal text after the last star; the whole text of a plain id. */
export function patternEnd(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf("*") + 1);
}
