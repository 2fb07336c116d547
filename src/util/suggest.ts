import { editDistance } from "./edit-distance.ts";

export interface SuggestOptions {
  /** Maximum number of suggestions; 3 by default. */
  readonly limit?: number;
  /** Maximum edit distance, however long the word; by default only its length decides. */
  readonly maxEdits?: number;
  /** Also candidates that contain the text or are contained in it, after all others. */
  readonly partial?: boolean;
}

/** Shorter texts are part of too many names. */
const MIN_PARTIAL = 3;

/**
 * "Did you mean ...?": the candidates closest to a text, best first; empty without a close one. Case, "_" and "-" are
 * ignored. About one edit per three characters is allowed.
 */
export function suggest(
  written: string,
  candidates: Iterable<string>,
  { limit = 3, maxEdits = Number.POSITIVE_INFINITY, partial = false }: SuggestOptions = {},
): string[] {
  const text = fold(written);
  const ranked: { readonly candidate: string; readonly rank: number }[] = [];
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const edits = Math.min(maxEdits, Math.floor(folded.length / 3));
    const rank = editDistance(text, folded, edits) ?? (partial ? partialRank(text, folded) : undefined);
    if (rank !== undefined) ranked.push({ candidate, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || (a.candidate < b.candidate ? -1 : a.candidate > b.candidate ? 1 : 0))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** The best suggestion from a closed vocabulary, such as keys or rules: at most two edits. */
export function suggestWord(written: string, known: Iterable<string>, maxEdits = 2): string | undefined {
  return suggest(written, known, { limit: 1, maxEdits })[0];
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[_-]/g, "");
}

/** Beyond every edit distance of the two texts; the smaller the difference in length, the better. */
function partialRank(a: string, b: string): number | undefined {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < MIN_PARTIAL || !long.includes(short)) return undefined;
  return long.length + (long.length - short.length);
}
