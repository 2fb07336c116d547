import { compareText } from "../inventory/order.ts";
import { typingMistakes } from "../typing-mistakes.ts";

/**
 * Ids that someone may have meant, best first: those that differ in case only, then those with the fewest typing
 * mistakes, then those that contain the text or are contained in it.
 *
 * @param limit how many at most
 */
export function nearIds(wanted: string, ids: Iterable<string>, limit = 3): string[] {
  const text = wanted.toLowerCase();
  const mistakes = Math.max(1, Math.floor(text.length / 3));
  const ranked: { readonly id: string; readonly rank: number }[] = [];
  for (const id of ids) {
    const rank = rankOf(id.toLowerCase(), text, mistakes);
    if (rank !== undefined) ranked.push({ id, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || compareText(a.id, b.id))
    .slice(0, limit)
    .map(({ id }) => id);
}

/** Lower is nearer; undefined when the two have too little in common. */
function rankOf(id: string, text: string, mistakes: number): number | undefined {
  if (id === text) return 0;
  const contains = text.length >= 3 && (id.includes(text) || (id.length >= 3 && text.includes(id)));
  const distance = typingMistakes(id, text, mistakes);
  if (distance !== undefined) return distance;
  return contains ? mistakes + Math.abs(id.length - text.length) : undefined;
}
