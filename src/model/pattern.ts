/**
 * Ids with holes. `*` stands for any text, also none; it can stand for a hole because no asset id may hold it.
 */

/** True for an id that keeps a part which only a run decides. */
export function isPattern(id: string): boolean {
  return id.includes("*");
}

/** How many characters of a pattern are known; 0 means that it says nothing. */
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
 * Whether some text matches both patterns; either may be a plain id. Linear: of two patterns only the literal text at both
 * ends counts, since the star of each can stand for everything that the other one has in between.
 */
export function patternsOverlap(a: string, b: string): boolean {
  if (!isPattern(a)) return matchesPattern(b, a);
  if (!isPattern(b)) return matchesPattern(a, b);
  const [startA, startB, endA, endB] = [patternStart(a), patternStart(b), patternEnd(a), patternEnd(b)];
  return (
    (startA.startsWith(startB) || startB.startsWith(startA)) && (endA.endsWith(endB) || endB.endsWith(endA))
  );
}

/** The literal text before the first star; of an id that is no pattern, all of it. */
export function patternStart(pattern: string): string {
  return pattern.split("*", 1)[0] ?? "";
}

/** The literal text behind the last star; of an id that is no pattern, all of it. */
export function patternEnd(pattern: string): string {
  return pattern.slice(pattern.lastIndexOf("*") + 1);
}
