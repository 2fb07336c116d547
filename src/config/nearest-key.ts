import { typingMistakes } from "../typing-mistakes.ts";

/** The known key someone most likely meant: at most two typing mistakes away, and less than half of it wrong. */
export function nearestKey(written: string, known: readonly string[]): string | undefined {
  let best: { readonly key: string; readonly distance: number } | undefined;
  for (const key of known) {
    const distance = typingMistakes(written.toLowerCase(), key.toLowerCase(), 2);
    if (distance === undefined || distance * 2 >= key.length) continue;
    if (best === undefined || distance < best.distance) best = { key, distance };
  }
  return best?.key;
}
