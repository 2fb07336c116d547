import type { Parts, Unknown } from "../values/value.ts";
import { loose } from "./holes.ts";

type Side = string | Unknown | undefined;

/**
 * Replaces `from` (not empty) by `to` in text with holes. Characters of a literal that a match could take together
 * with the hole beside them are left to that hole; a word hole stays one when no match can touch it.
 */
export function replaceInParts(parts: Parts, from: string, to: string): Parts {
  const touchesWords = /[A-Za-z0-9]/.test(from);
  const result: (string | Unknown)[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part !== "string") {
      result.push(touchesWords ? loose(part) : part);
      continue;
    }
    const [before, after] = [parts[index - 1], parts[index + 1]];
    const left = reachFromLeft(part, from, before);
    const right = reachToRight(part, from, after);
    const swallowed = left + right > part.length || isInside(part, from, before, after);
    // Where `from` overlaps itself, what a match took on one side shifts all that follow.
    if (swallowed || (left + right > 0 && overlapsItself(from))) continue;
    result.push(part.slice(left, part.length - right).replaceAll(from, () => to));
  }
  return result;
}

/** Whether the hole can contain the character. */
function fits(character: string | undefined, hole: Side): boolean {
  return typeof hole === "object" && character !== undefined && (!hole.word || /[A-Za-z0-9]/.test(character));
}

/** How many first characters of the literal can be the end of a match that began in the hole before. */
function reachFromLeft(literal: string, from: string, hole: Side): number {
  for (let size = Math.min(literal.length, from.length - 1); size > 0; size--) {
    if (literal.startsWith(from.slice(-size)) && fits(from.at(-size - 1), hole)) return size;
  }
  return 0;
}

/** The number of last characters of the literal that can start a match continued in the following hole. */
function reachToRight(literal: string, from: string, hole: Side): number {
  for (let size = Math.min(literal.length, from.length - 1); size > 0; size--) {
    if (literal.endsWith(from.slice(0, size)) && fits(from[size], hole)) return size;
  }
  return 0;
}

/** Whether a match can begin before the literal and end after it. */
function isInside(literal: string, from: string, before: Side, after: Side): boolean {
  for (let at = from.indexOf(literal, 1); at > 0; at = from.indexOf(literal, at + 1)) {
    const end = at + literal.length;
    if (end < from.length && fits(from[at - 1], before) && fits(from[end], after)) return true;
  }
  return false;
}

function overlapsItself(from: string): boolean {
  for (let size = 1; size < from.length; size++) {
    if (from.startsWith(from.slice(-size))) return true;
  }
  return false;
}
