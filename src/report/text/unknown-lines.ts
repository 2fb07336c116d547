import type { KnownGaps } from "../../graph/answer.ts";
import type { Gap } from "../../model/model.ts";
import { escapeControlChars } from "../../util/escape-control-chars.ts";
import { pushAll } from "../../util/push-all.ts";
import { count } from "../../util/text.ts";
import { hiddenSteps } from "../hidden-steps.ts";
import { paragraph } from "../lint/paragraph.ts";
import { placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";

const MAX_GAPS = 20;

/**
 * The known gaps of an answer. Gaps in its flows are listed individually; for other flows, the tasks that may add to
 * the answer.
 */
export function unknownLines(unknown: KnownGaps, options: TextOptions): string[] {
  const { style } = options;
  const { here, elsewhere } = unknown;
  if (here.length === 0 && elsewhere.length === 0) return [style.good("No known gaps.")];
  const lines =
    here.length === 0
      ? [style.good("No known gaps in these flows.")]
      : [style.warning(`${count(here.length, "known gap")} in these flows:`), ...gapLines(here, options)];
  if (elsewhere.length > 0) pushAll(lines, hiddenLines(elsewhere, options));
  return lines;
}

function hiddenLines(gaps: readonly Gap[], { style }: TextOptions): string[] {
  return [
    style.warning("Gaps elsewhere that may add to this (see `assets scan`):"),
    ...hiddenSteps(gaps).flatMap(({ title, who }) => [
      `  ${title}:`,
      ...who
        .slice(0, MAX_GAPS)
        .map(({ name, place }) => `    ${name === "" ? "" : `${name}  `}${style.faint(place)}`),
      ...(who.length > MAX_GAPS
        ? [`    and ${count(who.length - MAX_GAPS, "more", "more")}; see --format json for all`]
        : []),
    ]),
  ];
}

/** Gaps, each with its place and message. */
export function gapLines(gaps: readonly Gap[], { style, width }: TextOptions, most = MAX_GAPS): string[] {
  const lines = gaps
    .slice(0, most)
    .flatMap((gap) => [
      `  ${style.faint(placeName(gap.place))}`,
      ...paragraph(escapeControlChars(gap.message), width - 4).map((line) => `    ${line}`),
    ]);
  if (gaps.length > most) {
    lines.push(`  and ${count(gaps.length - most, "more", "more")}; see --format json for all`);
  }
  return lines;
}
