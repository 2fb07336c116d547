import type { Unknown } from "../graph/answer.ts";
import type { Gap, GapKind } from "../inventory/model.ts";
import { placeName } from "./names.ts";
import type { TextOptions } from "./options.ts";
import { visible } from "./visible.ts";
import { count, listed } from "./words.ts";

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
export function gapLines(gaps: readonly Gap[], { style }: TextOptions, most = SHOWN): string[] {
  const lines = gaps
    .slice(0, most)
    .flatMap((gap) => [`  ${style.faint(placeName(gap.place))}`, `    ${visible(gap.message)}`]);
  if (gaps.length > most) {
    lines.push(`  and ${count(gaps.length - most, "more", "more")}; --format json has them all`);
  }
  return lines;
}

const ELSEWHERE: Readonly<Partial<Record<GapKind, readonly [one: string, many: string]>>> = {
  file: ["file could not be read", "files could not be read"],
  dynamic: [
    "declaration names its assets only at run time",
    "declarations name their assets only at run time",
  ],
  "run-time": ["id is known only at run time", "ids are known only at run time"],
  auto: ["task with enableAuto may add to this", "tasks with enableAuto may add to this"],
};

function elsewhereLine(gaps: readonly Gap[]): string {
  const counts = new Map<GapKind, number>();
  for (const { kind } of gaps) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = Object.entries(ELSEWHERE).flatMap(([kind, [one, many]]) => {
    const number = counts.get(kind as GapKind) ?? 0;
    return number === 0 ? [] : [count(number, one, many)];
  });
  return `Elsewhere, ${listed(parts)} (see \`assets scan\`).`;
}
