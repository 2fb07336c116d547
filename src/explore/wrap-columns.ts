import { columnsOf } from "../report/text/columns.ts";

/** A line broken into pieces of at most so many columns, after a blank where possible; later pieces are indented. */
export function wrapColumns(line: string, width: number): string[] {
  if (columnsOf(line) <= width || width < 10) return [line];
  const indent = `${/^ */.exec(line)?.[0].slice(0, Math.floor(width / 2)) ?? ""}  `;
  const pieces: string[] = [];
  let piece = "";
  for (const word of line.match(/(?<! ) *[^ ]+/g) ?? []) {
    if (columnsOf(piece + word) <= width) {
      piece += word;
      continue;
    }
    if (piece.trim() !== "") pieces.push(piece);
    piece = pieces.length === 0 && piece === "" ? word : indent + word.trimStart();
    // A word without blanks, such as an id or a path.
    while (columnsOf(piece) > width) {
      const head = brokenWell(firstColumns(piece, width), width);
      pieces.push(head);
      piece = indent + piece.slice(head.length);
    }
  }
  return piece.trim() === "" ? pieces : [...pieces, piece];
}

/** The head up to its last `.`, `/`, `_` or `-`, if that keeps half of the width. */
function brokenWell(head: string, width: number): string {
  const end = Math.max(...[".", "/", "_", "-"].map((separator) => head.lastIndexOf(separator))) + 1;
  return end > width / 2 ? head.slice(0, end) : head;
}

function firstColumns(text: string, width: number): string {
  let head = "";
  for (const character of text) {
    if (columnsOf(head + character) > width) break;
    head += character;
  }
  return head;
}
