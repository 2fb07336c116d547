import { columnsOf } from "../report/text/columns.ts";

/** A line broken into pieces of at most so many columns, after a blank where possible; later pieces are indented. */
export function wrapColumns(line: string, width: number): string[] {
  if (columnsOf(line) <= width || width < 10) return [line];
  const indent = `${/^ */.exec(line)?.[0].slice(0, Math.floor(width / 2)) ?? ""}  `;
  const pieces: string[] = [];
  let piece = "";
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (columnsOf(piece + word) <= width) {
      piece += word;
      continue;
    }
    if (piece.trim() !== "") pieces.push(piece);
    piece = pieces.length === 0 && piece === "" ? word : indent + word.trimStart();
    // A word without blanks, such as an id or a path.
    while (columnsOf(piece) > width) {
      const head = firstColumns(piece, width);
      pieces.push(head);
      piece = indent + piece.slice(head.length);
    }
  }
  return piece.trim() === "" ? pieces : [...pieces, piece];
}

function firstColumns(text: string, width: number): string {
  let head = "";
  for (const character of text) {
    if (columnsOf(head + character) > width) break;
    head += character;
  }
  return head;
}
