import { comparePlaces, type Place } from "../flows/place.ts";
import { scalarOffset } from "../flows/scalar-offset.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { Span, YamlScalar } from "../flows/yaml-node.ts";

/** A range of a file: from `line`/`column` to `endLine`/`endColumn`, exclusive. All from 1, in UTF-16 units. */
export interface Range extends Place {
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * The range of a span, without trailing white space (after a block scalar or a mapping). For a missing value it is the
 * character at its place.
 */
export function visibleRange(source: SourceText, span: Span): Range {
  let end = span.end;
  while (end > span.start && /\s/.test(source.text[end - 1] ?? "")) end--;
  return end > span.start ? between(source, span.start, end) : rangeAt(source.place(span.start));
}

/** The range of a part of a scalar's value, such as one expression in it; at least one character. */
export function rangeInScalar(source: SourceText, scalar: YamlScalar, offset: number, length: number): Range {
  const start = scalarOffset(source.text, scalar, offset);
  const end = length > 0 ? scalarOffset(source.text, scalar, offset + length - 1) + 1 : start + 1;
  return between(source, start, Math.max(end, start + 1));
}

export function between(source: SourceText, start: number, end: number): Range {
  const { line, column } = source.place(start);
  const last = source.place(end);
  return { file: source.file, line, column, endLine: last.line, endColumn: last.column };
}

/** The range of a place without further information: one character. */
export function rangeAt({ file, line, column }: Place): Range {
  return { file, line, column, endLine: line, endColumn: column + 1 };
}

/** By file, then place. */
export function compareRanges(a: Range, b: Range): number {
  return comparePlaces(a, b);
}
