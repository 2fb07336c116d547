/** A part of a SQL text that is unknown before the flow runs. Equal labels mean equal text. */
export interface SqlHole {
  /** The expression or parameter that produces the text. */
  readonly hole: string;
}

/** Any text without an expression: the `*` at the end of a BigQuery table name. */
export const WILDCARD: SqlHole = { hole: "*" };

/** Literal text or a hole. */
export type SqlFragment = string | SqlHole;

/** A SQL text as the lexer reads it: in `text`, each hole is one character. */
export interface SqlText {
  readonly text: string;
  /** The holes by their offset in `text`. */
  readonly holes: ReadonlyMap<number, SqlHole>;
  /** The offset in the text that the caller gave, of an offset in this one. */
  readonly origin: (offset: number) => number;
}

/** The placeholder of a hole. The same character in the source is literal: the map of the holes decides. */
const HOLE = "\uFFFC";

const same = (offset: number): number => offset;

/** Joins literal parts and holes. Offsets count the characters of the literal parts, and one for each hole. */
export function joinFragments(
  fragments: readonly SqlFragment[],
  origin: (offset: number) => number = same,
): SqlText {
  const holes = new Map<number, SqlHole>();
  const pieces: string[] = [];
  let length = 0;
  for (const fragment of fragments) {
    if (typeof fragment !== "string") holes.set(length, fragment);
    const piece = typeof fragment === "string" ? fragment : HOLE;
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(""), holes, origin };
}

/** The text between two offsets, as fragments. */
export function fragmentsBetween({ text, holes }: SqlText, start: number, end: number): SqlFragment[] {
  const piece = text.slice(start, end);
  if (holes.size === 0) return piece === "" ? [] : [piece];
  const fragments: SqlFragment[] = [];
  let from = 0;
  for (let at = piece.indexOf(HOLE); at !== -1; at = piece.indexOf(HOLE, at + 1)) {
    const hole = holes.get(start + at);
    if (hole === undefined) continue;
    if (from < at) fragments.push(piece.slice(from, at));
    fragments.push(hole);
    from = at + 1;
  }
  if (from < piece.length) fragments.push(piece.slice(from));
  return fragments;
}

/** The fragments with adjacent texts merged. */
export function mergeTexts(fragments: readonly SqlFragment[]): SqlFragment[] {
  const all: SqlFragment[] = [];
  for (const fragment of fragments) {
    const last = all.at(-1);
    if (typeof last === "string" && typeof fragment === "string") all[all.length - 1] = last + fragment;
    else all.push(fragment);
  }
  return all;
}
