import { columnsOf } from "./columns.ts";

/** A piece of a line: text that is safe to print, and how it looks. */
export interface Segment {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/**
 * Puts pieces on as few lines as fit the width, two blanks apart; lines after the first are indented by two more. A
 * piece is never broken; one that is too long has a line of its own.
 */
export function wrapSegments(pieces: readonly Segment[], width: number, indent: string): string[] {
  const lines: Segment[][] = [];
  let used = 0;
  for (const piece of pieces) {
    const size = columnsOf(piece.text);
    const line = lines.at(-1);
    if (line && used + 2 + size <= width) {
      line.push(piece);
      used += 2 + size;
    } else {
      lines.push([piece]);
      used = indent.length + (lines.length > 1 ? 2 : 0) + size;
    }
  }
  return lines.map((line, at) => {
    const text = line.map((piece) => (piece.paint ? piece.paint(piece.text) : piece.text)).join("  ");
    return `${indent}${at > 0 ? "  " : ""}${text}`;
  });
}
