import { PATTERNS } from "./patterns.mjs";

/**
 * The avoided phrases in a text.
 *
 * @param {string} text a paragraph or a message, in one line
 * @returns {{ phrase: string, reason: string, instead: string }[]}
 */
export function findPhrases(text) {
  return PATTERNS.flatMap(({ phrase, reason, instead }) =>
    [...text.matchAll(phrase)].map((match) => ({ phrase: match[0].trim(), reason, instead })),
  );
}
