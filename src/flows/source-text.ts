import type { Place } from "./place.ts";

/** The text of one file and where its lines begin. Offsets are UTF-16 code units in `text`. */
export interface SourceText {
  /** The path as shown to the user: relative, POSIX separators. */
  readonly file: string;
  /** The decoded text, without a byte order mark (which editors do not count as a column either). */
  readonly text: string;
  /** The place of an offset; offsets outside the text are moved to its nearest end. */
  place(offset: number): Place;
  /** The offset of a place in this text; places outside are moved to the nearest offset. */
  offset(place: Pick<Place, "line" | "column">): number;
  /** The text of a line (from 1) without its line break; "" for a line that does not exist. */
  line(line: number): string;
}

/** Wraps text that is already decoded. The index of lines is built when the first place is asked for. */
export function sourceText(file: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  const lineStarts = (): readonly number[] => {
    starts ??= findLineStarts(text);
    return starts;
  };
  return {
    file,
    text,
    place(offset) {
      const at = Math.min(Math.max(offset, 0), text.length);
      const index = lastAtOrBefore(lineStarts(), at);
      return { file, line: index + 1, column: at - (lineStarts()[index] ?? 0) + 1 };
    },
    offset({ line, column }) {
      const starts = lineStarts();
      const start = starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;
      const end = starts[line] ?? text.length + 1;
      return line > starts.length ? text.length : Math.min(start + Math.max(column, 1) - 1, end - 1);
    },
    line(line) {
      const start = lineStarts()[line - 1];
      if (start === undefined) return "";
      const next = lineStarts()[line];
      const end = next === undefined ? text.length : next - 1;
      return text.slice(start, text[end - 1] === "\r" ? end - 1 : end);
    },
  };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Index of the last of the sorted numbers that is not above the target; the first number must not be above it. */
function lastAtOrBefore(sorted: readonly number[], target: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}
