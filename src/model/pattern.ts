/** Ids with holes. `*` is any text, including empty text; it is unambiguous, because no asset id contains it. */

/** True for an id that keeps a part which only a run decides. */
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

/** Whether some text matches both patterns. Either may be a plain id. Time is the product of the two lengths. */
export function patternsOverlap(a: string, b: string): boolean {
  // reachable[j]: the first i characters of `a` and the first j of `b` can match the same text.
  let reachable = [true];
  for (let j = 1; j <= b.length; j++) reachable[j] = reachable[j - 1] === true && b[j - 1] === "*";
  for (let i = 1; i <= a.length; i++) {
    const next = [a[i - 1] === "*" && reachable[0] === true];
    for (let j = 1; j <= b.length; j++) {
      // A star ends here (empty) or swallows one more character of the other side.
      next[j] =
        a[i - 1] === "*" || b[j - 1] === "*"
          ? reachable[j] === true || next[j - 1] === true
          : reachable[j - 1] === true && a[i - 1] === b[j - 1];
    }
    reachable = next;
  }
  return reachable[b.length] === true;
}
