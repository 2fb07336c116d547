import type { YamlScalar } from "./yaml-node.ts";

/**
 * The position of a character of a scalar's value in the file. Folding, quoting and indentation change offsets: this
 * reads the scalar again and counts.
 *
 * @param text The text of the file.
 * @param at Offset in the value, in UTF-16 code units; the value's length gives the offset after its last character.
 * @returns An offset in the file; the scalar's start if its value did not come from this text.
 */
export function scalarOffset(text: string, scalar: YamlScalar, at: number): number {
  return scalarOffsets(text, scalar)(at);
}

/** The same for several characters of one scalar, which is read once. */
export function scalarOffsets(text: string, scalar: YamlScalar): (at: number) => number {
  const pieces = piecesOf(text, scalar);
  if (pieces === undefined) return () => scalar.span.start;
  const ends: number[] = [];
  let length = 0;
  for (const { value } of pieces) {
    length += value.length;
    ends.push(length);
  }
  const last = pieces.at(-1);
  const end = last === undefined ? scalar.span.start : last.offset + (last.verbatim ? last.value.length : 0);
  return (at) => {
    const index = firstAbove(ends, at);
    const piece = pieces[index];
    if (piece === undefined) return end;
    return piece.offset + (piece.verbatim ? at - ((ends[index] ?? 0) - piece.value.length) : 0);
  };
}

/** Index of the first of the sorted numbers above another; their count without one. */
function firstAbove(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A part of a value and its position. Verbatim: character by character; otherwise all of it comes from that offset. */
interface Piece {
  readonly value: string;
  readonly offset: number;
  readonly verbatim: boolean;
}

function piecesOf(text: string, scalar: YamlScalar): readonly Piece[] | undefined {
  const { start, end } = scalar.span;
  switch (scalar.style) {
    case "plain":
      return checked(scalar, foldedLines(text, start, end, verbatim));
    case "single-quoted":
      return checked(scalar, foldedLines(text, start + 1, end - 1, singleQuoted));
    case "double-quoted":
      return checked(scalar, doubleQuoted(text, start + 1, end - 1));
    case "literal":
    case "folded": {
      const lines = blockLines(text, start, end);
      const first = indentOfContent(lines);
      // An explicit indentation (`|2`) counts from the parent, which is unknown here: the indentation that gives the
      // value is used.
      for (const indent of [first, ...Array.from({ length: first }, (_, i) => first - 1 - i)]) {
        const pieces = scalar.style === "literal" ? literal(lines, indent) : folded(lines, indent);
        const found = checked(scalar, pieces);
        if (found !== undefined) return found;
      }
      return undefined;
    }
  }
}

/** The pieces, cut to the length of the value (chomping removes line breaks), if they spell the value at all. */
function checked(scalar: YamlScalar, pieces: readonly Piece[]): readonly Piece[] | undefined {
  const cut: Piece[] = [];
  let spelled = "";
  for (const piece of pieces) {
    const room = scalar.text.length - spelled.length;
    if (room <= 0) break;
    cut.push(piece.value.length > room ? { ...piece, value: piece.value.slice(0, room) } : piece);
    spelled += piece.value.slice(0, room);
  }
  return spelled === scalar.text ? cut : undefined;
}

interface Line {
  readonly text: string;
  readonly offset: number;
}

/** The lines between two offsets, without line breaks. */
function linesBetween(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  // Never looks beyond the end: the line may go on for long.
  const part = text.slice(start, end);
  let from = 0;
  while (true) {
    const newline = part.indexOf("\n", from);
    const stop = newline === -1 ? part.length : newline;
    const withReturn = stop > from && part[stop - 1] === "\r";
    lines.push({ text: part.slice(from, withReturn ? stop - 1 : stop), offset: start + from });
    if (newline === -1) return lines;
    from = newline + 1;
  }
}

type Content = (text: string, offset: number) => readonly Piece[];

const verbatim: Content = (text, offset) => [{ value: text, offset, verbatim: true }];

/** Text in single quotes, where a doubled quote is one character. */
const singleQuoted: Content = (text, offset) => {
  const pieces: Piece[] = [];
  let from = 0;
  for (let quote = text.indexOf("''"); quote !== -1; quote = text.indexOf("''", from)) {
    pieces.push({ value: text.slice(from, quote + 1), offset: offset + from, verbatim: true });
    from = quote + 2;
  }
  pieces.push({ value: text.slice(from), offset: offset + from, verbatim: true });
  return pieces;
};

/** Plain and single-quoted text: one line break is a space, each further one a line break; blanks around are dropped. */
function foldedLines(text: string, start: number, end: number, content: Content): readonly Piece[] {
  const lines = linesBetween(text, start, end);
  const pieces: Piece[] = [];
  let breaks = 0;
  let breakAt = start;
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    const skipped = index === 0 ? 0 : line.text.length - line.text.trimStart().length;
    const kept = isLast ? line.text.slice(skipped) : line.text.slice(skipped).trimEnd();
    if (index > 0 && (kept !== "" || isLast)) {
      pieces.push({ value: breaks <= 1 ? " " : "\n".repeat(breaks - 1), offset: breakAt, verbatim: false });
      breaks = 0;
    }
    if (kept !== "") pieces.push(...content(kept, line.offset + skipped));
    if (breaks === 0) breakAt = line.offset + skipped + kept.length;
    breaks++;
  });
  return pieces;
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

function doubleQuoted(text: string, start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  const fold = /[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/y;
  const escapedBreak = /\\\r?\n[ \t]*/y;
  let at = start;
  while (at < end) {
    fold.lastIndex = at;
    const folded = fold.exec(text)?.[0];
    if (folded !== undefined) {
      const breaks = folded.split("\n").length - 1;
      pieces.push({ value: breaks === 1 ? " " : "\n".repeat(breaks - 1), offset: at, verbatim: false });
      at += folded.length;
      continue;
    }
    escapedBreak.lastIndex = at;
    const joined = escapedBreak.exec(text)?.[0];
    if (joined !== undefined) {
      at += joined.length;
    } else if (text[at] === "\\") {
      const name = text[at + 1] ?? "";
      const digits = HEX_DIGITS[name] ?? 0;
      const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
      const value = digits === 0 ? (ESCAPES[name] ?? name) : codePoint(code);
      pieces.push({ value, offset: at, verbatim: false });
      at += 2 + digits;
    } else {
      pieces.push({ value: text[at] ?? "", offset: at, verbatim: true });
      at++;
    }
  }
  return pieces;
}

function codePoint(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** The lines after the header of a block scalar. */
function blockLines(text: string, start: number, end: number): readonly Line[] {
  const lines = linesBetween(text, start, end).slice(1);
  return lines.at(-1)?.text === "" ? lines.slice(0, -1) : lines;
}

function indentOfContent(lines: readonly Line[]): number {
  const first = lines.find(({ text }) => text.trim() !== "");
  return first === undefined ? 0 : first.text.length - first.text.trimStart().length;
}

function without(line: Line, indent: number): Line {
  return { text: line.text.slice(indent), offset: line.offset + Math.min(indent, line.text.length) };
}

function literal(lines: readonly Line[], indent: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const line of lines) {
    const { text, offset } = without(line, indent);
    pieces.push({ value: text, offset, verbatim: true });
    pieces.push({ value: "\n", offset: offset + text.length, verbatim: false });
  }
  return pieces;
}

/** Line breaks between two lines at the common indentation fold; those next to a line that goes deeper stay. */
function folded(lines: readonly Line[], indent: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let breaks = 0;
  let breakAt = lines[0]?.offset ?? 0;
  let before: "start" | "text" | "deeper" = "start";
  for (const line of lines) {
    const { text, offset } = without(line, indent);
    if (text !== "") {
      const now = /^[ \t]/.test(text) ? "deeper" : "text";
      const kept = before === "text" && now === "text" ? breaks - 1 : breaks;
      if (before !== "start" || breaks > 0) {
        pieces.push({ value: kept === 0 ? " " : "\n".repeat(kept), offset: breakAt, verbatim: false });
      }
      pieces.push({ value: text, offset, verbatim: true });
      breaks = 0;
      before = now;
    }
    if (breaks === 0) breakAt = offset + text.length;
    breaks++;
  }
  pieces.push({ value: "\n".repeat(breaks), offset: breakAt, verbatim: false });
  return pieces;
}
