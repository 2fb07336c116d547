import type { PossibleMatch } from "../../graph/possible-matches.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import type { TextOptions } from "../options.ts";

const REASONS: Readonly<Record<PossibleMatch["reason"], string>> = {
  server: "unknown server",
  schema: "no database or schema in one name",
};

const MOST_LINKS = 10;

/** Tables possibly equal to those of an answer. */
export function matchLines(
  links: readonly PossibleMatch[] | undefined,
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
          `  ${escapeControlChars(other)}  possibly ${escapeControlChars(asset)}: ${REASONS[reason]}`,
      ),
    ...(links.length > MOST_LINKS ? [`  and ${links.length - MOST_LINKS} more`] : []),
  ];
}
