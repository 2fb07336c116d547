import { editDistance } from "../util/edit-distance.ts";
import { foldedId, hasFileExtension, joinedId } from "./id-keys.ts";

/*
 * Ids that are so close that one may be the other, misspelled. Two ids are close when they differ only in case and
 * separators, when one lacks a part between dots that is not its last, or when one word of them is misspelled. Intended
 * differences are never close: another digit, another short word such as `eu`, `raw` or `v2`, a file extension, another
 * common word.
 */

/** Below this length, a word is a code or an abbreviation, and its plural is another one. */
const SHORTEST_PLURAL = 4;
/** Below this length, one letter makes another word. */
const SHORTEST_WORD = 5;
/** From this length, one replaced letter is probably a typo. */
const LONG_WORD = 8;
/** From this length, two typos are likely. */
const LONGEST_WORD = 13;

/** Whether one id may be a misspelling of the other. Symmetric. */
export function isCloseId(a: string, b: string): boolean {
  if (a === b) return false;
  const [left, right] = [foldedId(a), foldedId(b)];
  return joinedId(a) === joinedId(b) || lacksPart(a, b) || lacksPart(b, a) || differsInOneWord(left, right);
}

/** Whether an id can be close to one with another `joinedId`: it has several parts, or a long enough word. */
export function canBeMisspelled(id: string): boolean {
  return id.includes(".") || FRAMED_WORD.test(foldedId(id));
}

/** Finds the ids that are close to another one, without comparing all pairs. */
export function closeIds(ids: Iterable<string>): (id: string) => readonly string[] {
  const byKey = new Map<string, string[]>();
  // By all words but one, and then by possible misspellings of that one.
  const byFrame = new Map<string, Map<string, string[]>>();
  for (const id of new Set(ids)) {
    for (const key of keysOf(id)) add(byKey, key, id);
    for (const { frame, word } of framesOf(id)) {
      const variants = byFrame.get(frame) ?? new Map<string, string[]>();
      byFrame.set(frame, variants);
      for (const variant of variantsOf(word)) add(variants, variant, id);
    }
  }
  return (id) => {
    const candidates = new Set(keysOf(id).flatMap((key) => byKey.get(key) ?? []));
    for (const { frame, word } of framesOf(id)) {
      const variants = byFrame.get(frame);
      if (variants === undefined) continue;
      for (const variant of variantsOf(word)) {
        for (const candidate of variants.get(variant) ?? []) candidates.add(candidate);
      }
    }
    return candidates.size === 0 ? NONE : [...candidates].filter((candidate) => isCloseId(id, candidate));
  };
}

const NONE: readonly string[] = [];

function add(map: Map<string, string[]>, key: string, id: string): void {
  const known = map.get(key);
  if (known) known.push(id);
  else map.set(key, [id]);
}

/** Ids that differ in case and separators share the first key, and ids with a missing part another. */
function keysOf(id: string): string[] {
  const keys = [joinedId(id)];
  if (!id.includes(".")) return keys;
  const parts = id.split(".");
  // Ids contain no spaces.
  return [...keys, ` ${id}`, ...parts.slice(0, -1).map((_, at) => ` ${parts.toSpliced(at, 1).join(".")}`)];
}

/** Most generated ids have no word long enough for a typo. */
const FRAMED_WORD = new RegExp(`[^\\d_]{${SHORTEST_PLURAL}}`);

/** Ids that differ in one word share a frame: the other words, with a star in its place. */
function framesOf(id: string): { readonly frame: string; readonly word: string }[] {
  const folded = foldedId(id);
  if (!FRAMED_WORD.test(folded)) return [];
  const words = wordsOf(folded);
  return words.flatMap((word, at) =>
    word.length < SHORTEST_PLURAL || hasDigit(word) ? [] : [{ frame: words.with(at, "*").join("_"), word }],
  );
}

/** Another digit is another name, so words with digits are never misspelled. */
function hasDigit(word: string): boolean {
  return /\d/.test(word);
}

/** The word without any one letter, and a long one also without any two: shared with its misspellings. */
function variantsOf(word: string): string[] {
  const once = withoutOne(word);
  const twice = word.length >= LONGEST_WORD - 2 ? once.flatMap(withoutOne) : [];
  return [word, ...once, ...twice];
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function wordsOf(folded: string): string[] {
  return folded.split("_").filter((word) => word !== "");
}

/** Whether `short` is `long` without one of the parts before its name; at least one part besides the name remains. */
function lacksPart(long: string, short: string): boolean {
  const parts = long.split(".");
  const ofName = hasFileExtension(long) ? 2 : 1;
  if (parts.length < ofName + 2) return false;
  return parts.slice(0, -ofName).some((_, at) => parts.toSpliced(at, 1).join(".") === short);
}

function differsInOneWord(a: string, b: string): boolean {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length !== right.length) return false;
  const differing = [...left.keys()].filter((at) => left[at] !== right[at]);
  const [at] = differing;
  return differing.length === 1 && at !== undefined && isMisspelled(left[at] ?? "", right[at] ?? "");
}

function isMisspelled(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < SHORTEST_PLURAL || hasDigit(a) || hasDigit(b)) return false;
  if (short.length < SHORTEST_WORD) return long === `${short}s`;
  const distance = editDistance(short, long, long.length >= LONGEST_WORD ? 2 : 1);
  if (distance !== 1) return distance !== undefined;
  // One letter at the end of a short word makes another word (`lean`, `county`); an "s" is a plural.
  if (short.length < long.length && long.length < LONG_WORD) {
    return long === `${short}s` || !(long.startsWith(short) || long.endsWith(short));
  }
  return short.length < long.length || isTransposition(short, long) || short.length >= LONG_WORD;
}

function isTransposition(a: string, b: string): boolean {
  return [...a].sort().join("") === [...b].sort().join("");
}
