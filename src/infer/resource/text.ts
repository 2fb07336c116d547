import type { SqlFragment } from "../sql/index.ts";

/** The text of a property in one case, with holes for the parts unknown before a run. */
export type Text = readonly SqlFragment[];

export function isConstant(text: Text): boolean {
  return text.every((fragment) => typeof fragment === "string");
}

/** The text as a part of an id, with `*` for each hole. */
export function patternText(text: Text): string {
  const [first] = text;
  const joined =
    text.length === 1 && typeof first === "string"
      ? first
      : text.map((fragment) => (typeof fragment === "string" ? fragment : "*")).join("");
  return joined.includes("**") ? joined.replace(/\*{2,}/g, "*") : joined;
}

/** A text of which the holes are expressions as written. */
export function writtenText(text: Text): string {
  return text.map((fragment) => (typeof fragment === "string" ? fragment : fragment.hole)).join("");
}

/** The literal characters of a text. */
export function literalCharacters(text: Text): string {
  return text.map((fragment) => (typeof fragment === "string" ? fragment : "")).join("");
}

/** The character of the first hole, for matching regular expressions against texts. */
const FIRST_MARK = 0xe000;
const MOST_MARKS = 0x1900;

/** A text with each hole replaced by one private-use character. */
export interface MarkedText {
  readonly marked: string;
  /** Restores the holes in a piece of the marked text. */
  readonly restore: (piece: string) => Text;
}

/** Undefined for texts with more holes than private-use characters. */
export function markText(text: Text): MarkedText | undefined {
  if (isConstant(text)) return { marked: text.join(""), restore: (piece) => (piece === "" ? [] : [piece]) };
  const holes = text.filter((fragment) => typeof fragment !== "string");
  if (holes.length > MOST_MARKS) return undefined;
  let next = 0;
  const marked = text
    .map((fragment) => (typeof fragment === "string" ? fragment : String.fromCharCode(FIRST_MARK + next++)))
    .join("");
  const restore = (piece: string): Text => {
    const fragments: SqlFragment[] = [];
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const hole = holes[piece.charCodeAt(at) - FIRST_MARK];
      if (hole === undefined) continue;
      if (from < at) fragments.push(piece.slice(from, at));
      fragments.push(hole);
      from = at + 1;
    }
    if (from < piece.length) fragments.push(piece.slice(from));
    return fragments;
  };
  return { marked, restore };
}

/** Changes the known parts of a text. Undefined if `change` rejects the text, or if it has too many holes. */
export function changeText(text: Text, change: (marked: string) => string | undefined): Text | undefined {
  const marks = markText(text);
  const changed = marks && change(marks.marked);
  return changed === undefined ? undefined : marks?.restore(changed);
}

/** Concatenates known strings and texts. */
export function joinText(...pieces: readonly (string | Text)[]): Text {
  const all: SqlFragment[] = [];
  const add = (fragment: SqlFragment): void => {
    const last = all.at(-1);
    if (fragment === "") return;
    if (typeof last === "string" && typeof fragment === "string") all[all.length - 1] = last + fragment;
    else all.push(fragment);
  };
  for (const piece of pieces) {
    if (typeof piece === "string") add(piece);
    else for (const fragment of piece) add(fragment);
  }
  return all;
}

/** Equal for texts that are equal in every run. Holes are compared by expression. */
export function textKey(text: Text): string {
  return text
    .map((fragment) => (typeof fragment === "string" ? fragment : `\u0002${fragment.hole}\u0003`))
    .join("");
}
