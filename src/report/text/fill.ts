import { columnsOf } from "./columns.ts";

/** A segment of a line: printable text and its style. */
export interface Segment {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/**
 * Fills lines with segments, two spaces apart; lines after the first are indented by two more. Segments are never
 * broken; a long one has its own line.
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
