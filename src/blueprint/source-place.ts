import type { Place } from "../flows/place.ts";
import type { SourceText } from "../flows/source-text.ts";
import type { RenderedBlueprint } from "./render-blueprint.ts";

/** Finds places of a rendering in its blueprint. */
export interface SourcePlaces {
  /** The place itself, or the beginning of the tag that wrote it. */
  readonly start: (place: Place) => Place;
  /** The place itself, or the end of the tag that wrote it. */
  readonly end: (place: Place) => Place;
}

/** The text around the tags of a line is that of the blueprint: columns from both ends of the line are compared. */
export function sourcePlaces(source: SourceText, { text, lines }: RenderedBlueprint): SourcePlaces {
  const rendered = text.split("\n");
  const find = (place: Place) => {
    const line = lines[place.line - 1] ?? 1;
    const [own, original] = [rendered[place.line - 1] ?? "", source.line(line)];
    return { line, own, original };
  };
  return {
    start: (place) => {
      const { line, own, original } = find(place);
      return { file: source.file, line, column: Math.min(place.column, commonStart(own, original) + 1) };
    },
    end: (place) => {
      const { line, own, original } = find(place);
      if (place.column <= commonStart(own, original) + 1)
        return { file: source.file, line, column: place.column };
      const fromEnd = Math.min(own.length + 1 - place.column, commonStart(reversed(own), reversed(original)));
      return { file: source.file, line, column: Math.max(1, original.length + 1 - fromEnd) };
    },
  };
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at;
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
