import { scalarOffsets } from "../../../flows/scalar-offset.ts";
import { scalarText } from "../../../flows/scalar-text.ts";
import { sourceText } from "../../../flows/source-text.ts";
import type { SqlAccess } from "../../sql/index.ts";
import type { PropertyText } from "../properties.ts";

/** Places of parts of a SQL text, and the evidence of an access. */
export interface Places {
  /** @param at offset in the text, in which a hole is one character */
  readonly offsetOf: (at: number) => number;
  /** @param start of the statement */
  readonly evidenceAt: (access: SqlAccess, start: number) => string;
  /** The message with the line of a SQL file. */
  readonly messageAt: (at: number, message: string) => string;
}

export function wholeText({ scalar }: PropertyText): Places {
  return {
    offsetOf: () => scalar.span.start,
    evidenceAt: () => "",
    messageAt: (_, message) => message,
  };
}

/** Places of parts of a rendered text: exact without expressions, otherwise the place of the same words. */
export function placesIn({ text, scalar, file }: PropertyText, source: string): Places {
  const joined = text.map((fragment) => (typeof fragment === "string" ? fragment : "\uFFFC")).join("");
  const raw = scalarText(scalar);
  let known: ((at: number) => number) | undefined;
  const offsets = (at: number): number => {
    known ??= scalarOffsets(source, scalar);
    return known(at);
  };
  // Accesses come in the order of the text, so each search starts after the previous one.
  let from = 0;
  let last = 0;
  const sqlFile = file === undefined ? undefined : sourceText(file, joined);
  const inFile = (at: number): string => (sqlFile ? ` (${file}:${sqlFile.place(at).line})` : "");
  const offsetOf = (at: number): number => {
    if (file !== undefined) return scalar.span.start;
    if (joined === raw) return offsets(at);
    const words = /^[^\s\uFFFC;,()]+/.exec(joined.slice(at, at + 200))?.[0];
    if (words === undefined) return offsets(Math.min(from, raw.length));
    const found = findWords(raw, words, at >= last ? from : 0);
    if (found === -1) return scalar.span.start;
    last = at;
    from = found;
    return offsets(found);
  };
  return {
    offsetOf,
    evidenceAt: ({ span }, start) => {
      const from = wordsBefore(joined, span.start, start);
      return `${evidence(joined.slice(from, span.end))}${inFile(span.start)}`;
    },
    messageAt: (at, message) => `${message}${inFile(at)}`,
  };
}

/** Texts that are worth a search for part of the words. */
const SHORT_TEXT = 20_000;

/** Offset of words, or of their beginning if an expression gives the rest; -1 if not found. */
function findWords(raw: string, words: string, from: number): number {
  const whole = raw.indexOf(words, from);
  if (whole !== -1 || raw.length > SHORT_TEXT) return whole;
  for (let length = words.length - 1; length > 2; length--) {
    const part = raw.indexOf(words.slice(0, length), from);
    if (part !== -1) return part;
  }
  return -1;
}

/** The head of a statement about one object: `CREATE OR REPLACE TABLE IF NOT EXISTS `. */
const HEAD = /^(?:create|alter|drop|truncate)\b[\sA-Za-z_]*$/i;

/**
 * The beginning of the words before an offset, in the statement that starts at `first`: its whole head, or up to three
 * words.
 */
function wordsBefore(text: string, end: number, first: number): number {
  if (end - first <= 60 && HEAD.test(text.slice(first, end))) return first;
  const least = Math.max(first, end - 60);
  let start = end;
  for (let words = 0; words < 3; words++) {
    let at = start;
    while (at > least && /\s/.test(text[at - 1] ?? "")) at -= 1;
    const wordEnd = at;
    if (wordEnd === start) break;
    while (at > least && /[A-Za-z_]/.test(text[at - 1] ?? "")) at -= 1;
    if (at === wordEnd) break;
    start = at;
  }
  return start;
}

/** Keywords and the name, never values of the statement. */
function evidence(words: string): string {
  const text = words.replace(/\s+/g, " ").replaceAll("\uFFFC", "{{ … }}").trim();
  const safe = text
    .replace(/(\/\/)[^/@\s]*@/g, "$1")
    .replace(/\?[^\s'"]*/g, (query) => (query.includes("=") ? "" : query));
  return safe.length > 120 ? `${safe.slice(0, 119)}…` : safe;
}
