import type { PerhapsLink } from "../../graph/perhaps-links.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { TextOptions } from "../options.ts";

const REASONS: Readonly<Record<PerhapsLink["reason"], string>> = {
  server: "which server is not known",
  schema: "one name leaves out the database or schema",
};

const MOST_LINKS = 10;

/** Tables that may be those of an answer. */
export function perhapsLines(
  links: readonly PerhapsLink[] | undefined,
  title: string,
  { style }: TextOptions,
): string[] {
  if (links === undefined) return [];
  return [
    style.warning(title),
    ...links
      .slice(0, MOST_LINKS)
      .map(
        ({ asset, other, reason }) =>
          `  ${escapeControlChars(other)}  perhaps ${escapeControlChars(asset)}: ${REASONS[reason]}`,
      ),
    ...(links.length > MOST_LINKS ? [`  and ${links.length - MOST_LINKS} more`] : []),
  ];
}
