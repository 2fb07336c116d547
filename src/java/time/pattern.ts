import { invalid, unsupported } from "../error.ts";

/** One element of a DateTimeFormatter pattern. */
export type PatternElement =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "field"; readonly letter: string; readonly count: number }
  | { readonly kind: "optional"; readonly elements: readonly PatternElement[] };

/** The most letters Java accepts of each; a field beyond that is an IllegalArgumentException. */
const MAX_COUNT: Readonly<Record<string, number>> = {
  G: 5,
  M: 5,
  L: 5,
  Q: 5,
  q: 5,
  w: 2,
  W: 1,
  d: 2,
  D: 3,
  E: 5,
  e: 5,
  c: 5,
  a: 1,
  h: 2,
  K: 2,
  k: 2,
  H: 2,
  m: 2,
  s: 2,
  S: 9,
  V: 2,
  z: 4,
  O: 4,
  X: 5,
  x: 5,
  Z: 5,
  u: 19,
  y: 19,
  Y: 19,
  A: 19,
  n: 19,
  N: 19,
};
const UNSUPPORTED = "FgpvB";

const parsed = new Map<string, readonly PatternElement[]>();

/**
 * The elements of a pattern of java.time.format.DateTimeFormatter. Throws a JavaError: `invalid` where Java
 * refuses the pattern, `unsupported` for a letter that is valid but not known here.
 */
export function parseDatePattern(pattern: string): readonly PatternElement[] {
  const known = parsed.get(pattern);
  if (known !== undefined) return known;
  const state = { pattern, at: 0 };
  const elements = parseElements(state, false);
  if (parsed.size > 200) parsed.clear();
  parsed.set(pattern, elements);
  return elements;
}

function parseElements(state: { pattern: string; at: number }, nested: boolean): PatternElement[] {
  const elements: PatternElement[] = [];
  const { pattern } = state;
  while (state.at < pattern.length) {
    const ch = pattern[state.at] ?? "";
    if (/[A-Za-z]/.test(ch)) {
      const start = state.at;
      while (pattern[state.at] === ch) state.at++;
      elements.push(field(ch, state.at - start, pattern));
    } else if (ch === "'") {
      elements.push({ kind: "literal", text: quoted(state) });
    } else if (ch === "[") {
      state.at++;
      elements.push({ kind: "optional", elements: parseElements(state, true) });
    } else if (ch === "]") {
      if (!nested) throw invalid(`the date pattern "${pattern}" closes an optional part that is not open`);
      state.at++;
      return elements;
    } else if (/[{}#]/.test(ch)) {
      throw invalid(`the date pattern "${pattern}" has the reserved character "${ch}"`);
    } else {
      elements.push({ kind: "literal", text: ch });
      state.at++;
    }
  }
  return elements;
}

/** The text between two quotes; a doubled quote inside is a quote, and `''` alone is one too. */
function quoted(state: { pattern: string; at: number }): string {
  const { pattern } = state;
  const start = state.at + 1;
  let end = start;
  for (; end < pattern.length; end++) {
    if (pattern[end] !== "'") continue;
    if (pattern[end + 1] !== "'") break;
    end++;
  }
  if (end >= pattern.length) throw invalid(`the date pattern "${pattern}" ends inside a quotation`);
  state.at = end + 1;
  return end === start ? "'" : pattern.slice(start, end).replaceAll("''", "'");
}

function field(letter: string, count: number, pattern: string): PatternElement {
  if (UNSUPPORTED.includes(letter))
    throw unsupported(`the letter "${letter}" of the date pattern "${pattern}" is not supported`);
  const most = MAX_COUNT[letter];
  if (most === undefined) throw invalid(`the date pattern "${pattern}" has the unknown letter "${letter}"`);
  const refused =
    count > most ||
    (letter === "V" && count !== 2) ||
    (letter === "O" && count !== 1 && count !== 4) ||
    (letter === "c" && count === 2);
  if (refused) throw invalid(`the date pattern "${pattern}" has too many or too few letters "${letter}"`);
  return { kind: "field", letter, count };
}

/** Every field of a pattern, also inside optional parts. */
export function* fieldsOf(
  elements: readonly PatternElement[],
): Generator<PatternElement & { kind: "field" }> {
  for (const element of elements) {
    if (element.kind === "field") yield element;
    if (element.kind === "optional") yield* fieldsOf(element.elements);
  }
}
