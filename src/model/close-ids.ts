import { editDistance } from "../util/edit-distance.ts";
import { foldedId } from "./id-keys.ts";

/*
 * Ids that are so close that one may be the other, misspelled. Two ids are close when they differ only in case and
 * separators, when one lacks a part between dots that is not its last, or when one word of them is misspelled. What tells
 * names apart on purpose is never close: another digit, another short word such as `eu`, `raw` or `v2`, an ending of a
 * file, another common word.
 */

/** Below this, a word is a code or an abbreviation, and its plural another one. */
const SHORTEST_PLURAL = 4;
/** Below this, one letter makes another word. */
const SHORTEST_WORD = 5;
/** From here on one replaced letter is more likely a slip than another word. */
const LONG_WORD = 8;
/** From here on two slips are. */
const LONGEST_WORD = 13;

/** Whether one of two different ids may be the other, misspelled. Symmetric. */
export function isCloseId(a: string, b: string): boolean {
  if (a === b) return false;
  const [left, right] = [foldedId(a), foldedId(b)];
  return (
    joined(left) === joined(right) || lacksPart(a, b) || lacksPart(b, a) || differsInOneWord(left, right)
  );
}

/** Finds those of some ids that are close to another one, without comparing it with each. */
export function closeIds(ids: Iterable<string>): (id: string) => readonly string[] {
  const byKey = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    for (const key of keysOf(id)) {
      const known = byKey.get(key);
      if (known) known.push(id);
      else byKey.set(key, [id]);
    }
  }
  return (id) => {
    const candidates = new Set(keysOf(id).flatMap((key) => byKey.get(key) ?? []));
    return [...candidates].filter((other) => isCloseId(id, other));
  };
}

/** Two ids that are close share one of these. */
function keysOf(id: string): string[] {
  const folded = foldedId(id);
  const words = wordsOf(folded);
  const parts = id.split(".");
  return [
    ...new Set([
      `joined ${joined(folded)}`,
      `parts ${id}`,
      ...parts.slice(0, -1).map((_, at) => `parts ${parts.toSpliced(at, 1).join(".")}`),
      ...words.flatMap((word, at) => {
        const frame = words.toSpliced(at, 1, "*").join("_");
        return variantsOf(word).map((variant) => `word ${frame} ${variant}`);
      }),
    ]),
  ];
}

/** The word without any one letter, and a long one without any two: what a misspelled one shares with it. */
function variantsOf(word: string): string[] {
  if (word.length < SHORTEST_PLURAL) return [];
  const once = withoutOne(word);
  const twice = word.length >= LONGEST_WORD - 2 ? once.flatMap(withoutOne) : [];
  return [word, ...once, ...twice];
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function joined(folded: string): string {
  return folded.replaceAll("_", "");
}

function wordsOf(folded: string): string[] {
  return folded.split("_").filter((word) => word !== "");
}

/** Whether `short` is `long` without one of the parts before its last; at least two parts have to be left. */
function lacksPart(long: string, short: string): boolean {
  const parts = long.split(".");
  if (parts.length < 3) return false;
  return parts.slice(0, -1).some((_, at) => parts.toSpliced(at, 1).join(".") === short);
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
  if (short.length < SHORTEST_PLURAL || /\d/.test(a + b)) return false;
  if (short.length < SHORTEST_WORD) return long === `${short}s`;
  const distance = editDistance(short, long, long.length >= LONGEST_WORD ? 2 : 1);
  if (distance !== 1) return distance !== undefined;
  // One letter at an end makes another word of a short one (`lean`, `county`); an "s" is a plural.
  if (short.length < long.length && long.length < LONG_WORD) {
    return long === `${short}s` || !(long.startsWith(short) || long.endsWith(short));
  }
  return short.length < long.length || isTransposition(short, long) || short.length >= LONG_WORD;
}

function isTransposition(a: string, b: string): boolean {
  return [...a].sort().join("") === [...b].sort().join("");
}
