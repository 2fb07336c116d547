import type { Parts, Unknown } from "../values/value.ts";
import { avoidsWords, loose, overlapAtEnd } from "./holes.ts";

/**
 * Cutting text with holes at a separator. A word hole has no separator without letters and digits in it, so the search
 * passes over it; at any other hole the search ends.
 */
interface Search {
  /** The text before (or, from the right, after) the separator or the hole that ended the search. */
  readonly passed: (string | Unknown)[];
  readonly found: boolean;
  /** The text after the separator, in the direction of the search. */
  readonly rest: (string | Unknown)[];
  /** The hole that ended the search. */
  readonly hole?: Unknown;
}

function fromLeft(parts: Parts, separator: string): Search {
  const passed: (string | Unknown)[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") {
      const at = part.indexOf(separator);
      if (at < 0) {
        passed.push(part);
        continue;
      }
      passed.push(part.slice(0, at));
      return { passed, found: true, rest: [part.slice(at + separator.length), ...parts.slice(index + 1)] };
    }
    if (!(part.word && avoidsWords(separator))) return { passed, found: false, rest: [], hole: part };
    passed.push(part);
  }
  return { passed, found: false, rest: [] };
}

function fromRight(parts: Parts, separator: string): Search {
  const passed: (string | Unknown)[] = [];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? "";
    if (typeof part === "string") {
      const at = part.lastIndexOf(separator);
      if (at < 0) {
        passed.unshift(part);
        continue;
      }
      passed.unshift(part.slice(at + separator.length));
      return { passed, found: true, rest: [...parts.slice(0, index), part.slice(0, at)] };
    }
    if (!(part.word && avoidsWords(separator))) return { passed, found: false, rest: [], hole: part };
    passed.unshift(part);
  }
  return { passed, found: false, rest: [] };
}

export function beforeFirst(parts: Parts, separator: string): Parts {
  const { passed, found, hole } = fromLeft(parts, separator);
  if (found || hole === undefined) return passed;
  const last = passed.at(-1);
  const kept = typeof last === "string" ? last.slice(0, last.length - overlapAtEnd(last, separator)) : "";
  return typeof last === "string" ? [...passed.slice(0, -1), kept, loose(hole)] : [...passed, loose(hole)];
}

export function afterFirst(parts: Parts, separator: string): Parts | undefined {
  const { found, rest, hole } = fromLeft(parts, separator);
  if (hole !== undefined) return undefined;
  return found ? rest : [];
}

export function afterLast(parts: Parts, separator: string): Parts | undefined {
  const { passed, found, hole } = fromRight(parts, separator);
  if (found) return passed;
  if (hole === undefined) return [];
  return undefined;
}

export function beforeLast(parts: Parts, separator: string): Parts | undefined {
  const { found, rest, hole } = fromRight(parts, separator);
  if (found) return rest;
  return hole === undefined ? parts : undefined;
}
