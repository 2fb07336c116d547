import { ANOTHER_VALUE, NOT_SET, SET } from "../model/assumption.ts";
import type { Assumption } from "../model/model.ts";
import type { CaseGap } from "./gaps.ts";

/** The gaps of one case, and the assumptions of the case. */
export interface GapsOfCase {
  readonly gaps: readonly CaseGap[];
  readonly pickedAssumptions: readonly Assumption[];
}

/**
 * The gaps of all cases, each once. A gap of only some cases carries the assumptions that all of these share and the
 * others lack.
 */
export function gapsOfCases(cases: readonly GapsOfCase[]): CaseGap[] {
  if (cases.every(({ gaps }) => gaps.length === 0)) return [];
  const found = new Map<string, { readonly gap: CaseGap; readonly cases: Set<GapsOfCase> }>();
  for (const caseWithGaps of cases) {
    for (const gap of caseWithGaps.gaps) {
      const key = JSON.stringify([
        gap.kind,
        gap.offset ?? gap.node.span.start,
        gap.error?.offset,
        gap.message,
        gap.hides,
      ]);
      const known = found.get(key);
      if (known) known.cases.add(caseWithGaps);
      else found.set(key, { gap, cases: new Set([caseWithGaps]) });
    }
  }
  const holdsIn = countHolding(cases);
  return [...found.values()].map(({ gap, cases: having }) => {
    if (having.size === cases.length) return gap;
    const held = countHolding([...having]);
    const [first] = having;
    const words = (first?.pickedAssumptions ?? [])
      .filter(
        (assumption) =>
          held.get(keyOf(assumption)) === having.size && holdsIn.get(keyOf(assumption)) !== cases.length,
      )
      .flatMap(conditionWords);
    return words.length === 0 ? gap : { ...gap, message: `${gap.message} (when ${words.join(" and ")})` };
  });
}

/** The number of cases in which each assumption holds. */
function countHolding(cases: readonly GapsOfCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pickedAssumptions } of cases) {
    for (const key of pickedAssumptions.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf(assumption: Assumption): string {
  return JSON.stringify(assumption);
}

function conditionWords(assumption: Assumption): string[] {
  if (assumption.kind !== "default" && assumption.kind !== "choice") return [];
  const { variable, value } = assumption;
  if (value === NOT_SET) return [`${variable} is not set`];
  if (value === SET) return [`${variable} is set`];
  if (value === ANOTHER_VALUE) return [`${variable} is another value`];
  return [
    assumption.kind === "choice" && assumption.includes
      ? `${variable} includes "${value}"`
      : `${variable} is "${value}"`,
  ];
}
