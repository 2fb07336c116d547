import { changeText, patternText } from "../../resource/text.ts";
import type { Word } from "./shell-words.ts";

/** Options without a value: the next word is an operand. */
const FLAGS = new Set([
  "--recursive",
  "--delete",
  "--quiet",
  "--dryrun",
  "--no-progress",
  "--only-show-errors",
  "--force",
  "--no-sign-request",
  "--human-readable",
  "--summarize",
  "--exact-timestamps",
  "--size-only",
  "--sse",
  "--no-clobber",
  "--follow-symlinks",
  "--no-follow-symlinks",
  "--delete-unmatched-destination-objects",
  "--debug",
  "--no-verify-ssl",
  "--no-paginate",
  "--quiet=true",
  "--replace",
  "--noreplace",
  "--autodetect",
  "--overwrite",
]);

interface Arguments {
  readonly positional: readonly Word[];
  readonly options: ReadonlyMap<string, Word>;
  readonly flags: ReadonlySet<string>;
}

/**
 * Separates options from operands.
 *
 * @param dashes how an option that takes the next word as its value begins
 * @param valued the options that take the next word; absent: all that begin so and are not known as flags
 */
export function readArguments(
  words: readonly Word[],
  dashes: "--" | "-",
  valued?: ReadonlySet<string>,
): Arguments {
  const positional: Word[] = [];
  const options = new Map<string, Word>();
  const flags = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const text = patternText(word.text);
    if (!text.startsWith("-") || text === "-") {
      positional.push(word);
      continue;
    }
    const equals = text.indexOf("=");
    if (equals !== -1) {
      const value = changeText(word.text, (whole) => whole.slice(whole.indexOf("=") + 1));
      if (value !== undefined) options.set(text.slice(0, equals), { text: value });
      continue;
    }
    const next = words[at + 1];
    const takes = valued === undefined ? text.startsWith(dashes) && !FLAGS.has(text) : valued.has(text);
    if (takes && next !== undefined && !patternText(next.text).startsWith("-")) {
      options.set(text, next);
      at += 1;
    } else flags.add(text);
  }
  return { positional, options, flags };
}
