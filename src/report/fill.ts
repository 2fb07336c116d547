import stringWidth from "string-width";

/** A piece of a line: text that is safe to print, and how it looks. */
export interface Piece {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/**
 * Puts pieces on as few lines as fit the width, two blanks apart. A piece is never broken; one that is too long has a
 * line of its own.
 */
export function fill(pieces: readonly Piece[], width: number, indent: string): string[] {
  const lines: Piece[][] = [];
  let used = 0;
  for (const piece of pieces) {
    const size = stringWidth(piece.text);
    const line = lines.at(-1);
    if (line && used + 2 + size <= width) {
      line.push(piece);
      used += 2 + size;
    } else {
      lines.push([piece]);
      used = indent.length + size;
    }
  }
  return lines.map((line) => indent + line.map(({ text, paint }) => (paint ? paint(text) : text)).join("  "));
}
