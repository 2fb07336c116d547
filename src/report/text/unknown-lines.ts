import type { Unknown } from "../../graph/answer.ts";
import type { Gap, GapKind } from "../../model/model.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { count, listed } from "../../util/text.ts";
import { paragraph } from "../lint/paragraph.ts";
import { placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";

const SHOWN = 20;

/** The known gaps of an answer. Gaps in its own flows are listed; gaps in other flows, which may add to it, are counted. */
export function unknownLines(unknown: Unknown, options: TextOptions): string[] {
  const { style } = options;
  const { here, elsewhere } = unknown;
  if (here.length === 0 && elsewhere.length === 0) return [style.good("No known gaps.")];
  const lines =
    here.length === 0
      ? [style.good("No known gaps in these flows.")]
      : [style.warning(`${count(here.length, "known gap")} in these flows:`), ...gapLines(here, options)];
  if (elsewhere.length > 0) lines.push(style.faint(elsewhereLine(elsewhere)));
  return lines;
}

/** Gaps, each with its place and its sentence. */
export function gapLines(gaps: readonly Gap[], { style, width }: TextOptions, most = SHOWN): string[] {
  const lines = gaps
    .slice(0, most)
    .flatMap((gap) => [
      `  ${style.faint(placeName(gap.place))}`,
      ...paragraph(visible(gap.message), width - 4).map((line) => `    ${line}`),
    ]);
  if (gaps.length > most) {
    lines.push(`  and ${count(gaps.length - most, "more", "more")}; see --format json for all`);
  }
  return lines;
}

const ELSEWHERE: readonly (readonly [kind: GapKind, noun: string, reason: string])[] = [
  ["file", "file", "not completely readable"],
  ["dynamic", "declaration", "assets known only at run time"],
  ["run-time", "id", "known only at run time"],
  ["auto", "task", "enableAuto"],
];

/** `1 file elsewhere (not completely readable) and 2 tasks (enableAuto) may add to this; ...` */
function elsewhereLine(gaps: readonly Gap[]): string {
  const counts = ELSEWHERE.map(([kind, noun, reason]) => ({
    number: countOf(gaps.filter((gap) => gap.kind === kind)),
    noun,
    reason,
  }));
  const parts = counts
    .filter(({ number }) => number > 0)
    .map(
      ({ number, noun, reason }, at) => `${count(number, noun)}${at === 0 ? " elsewhere" : ""} (${reason})`,
    );
  return `${listed(parts)} may add to this; see \`assets scan\`.`;
}

/** A file with several problems counts once. */
function countOf(gaps: readonly Gap[]): number {
  return gaps[0]?.kind === "file" ? new Set(gaps.map(({ place }) => place.file)).size : gaps.length;
}
