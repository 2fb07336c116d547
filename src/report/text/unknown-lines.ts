import type { Unknown } from "../../graph/answer.ts";
import type { Gap, GapKind } from "../../model/model.ts";
import { visible } from "../../util/escape-control-chars.ts";
import { count, listed } from "../../util/text.ts";
import { paragraph } from "../lint/paragraph.ts";
import { placeName } from "../names.ts";
import type { TextOptions } from "../options.ts";

const SHOWN = 20;

/**
 * The end of an answer: what it could not know. Gaps in its own flows are named one by one; those in other places, which
 * might add to it, are counted.
 */
export function unknownLines(unknown: Unknown, options: TextOptions): string[] {
  const { style } = options;
  const { here, elsewhere } = unknown;
  if (here.length === 0 && elsewhere.length === 0) return [style.good("Nothing stayed unknown.")];
  const lines =
    here.length === 0
      ? [style.good("Nothing stayed unknown in these flows.")]
      : [
          style.warning(`${count(here.length, "thing")} stayed unknown in these flows:`),
          ...gapLines(here, options),
        ];
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
    lines.push(`  and ${count(gaps.length - most, "more", "more")}; --format json has them all`);
  }
  return lines;
}

const ELSEWHERE: readonly (readonly [kind: GapKind, one: string, many: string])[] = [
  ["file", "file could not be read whole", "files could not be read whole"],
  [
    "dynamic",
    "declaration names its assets only at run time",
    "declarations name their assets only at run time",
  ],
  ["run-time", "id is known only at run time", "ids are known only at run time"],
  ["auto", "task with enableAuto may add to this", "tasks with enableAuto may add to this"],
];

function elsewhereLine(gaps: readonly Gap[]): string {
  const parts = ELSEWHERE.flatMap(([kind, one, many]) => {
    const number = countOf(gaps.filter((gap) => gap.kind === kind));
    return number === 0 ? [] : [count(number, one, many)];
  });
  return `Elsewhere, ${listed(parts)} (see \`assets scan\`).`;
}

/** One file can have several problems, and is one file all the same. */
function countOf(gaps: readonly Gap[]): number {
  return gaps[0]?.kind === "file" ? new Set(gaps.map(({ place }) => place.file)).size : gaps.length;
}
