import { typingMistakes } from "../typing-mistakes.ts";

/**
 * The known word that was most likely meant, or undefined when none is near enough to say so.
 *
 * @param most typing mistakes that a slip may have, however long the word
 */
export function nearWord(written: string, known: Iterable<string>, most = 2): string | undefined {
  let best: { readonly word: string; readonly mistakes: number } | undefined;
  for (const word of known) {
    const allowed = Math.min(most, Math.floor(word.length / 3));
    const mistakes = typingMistakes(plain(written), plain(word), allowed);
    if (mistakes !== undefined && (best === undefined || mistakes < best.mistakes)) best = { word, mistakes };
  }
  return best?.word;
}

/** Case and separators are no mistakes: `display_name` is `displayName`. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[_-]/g, "");
}
