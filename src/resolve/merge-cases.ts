import { type Case, caseSignature, idsOf, NO_IDS } from "./case.ts";
import { type Emitted, partOf, sideOf } from "./emission.ts";
import { isMissing } from "./started.ts";

/* Cases of the alternatives of one choice, joined where they say the same. */

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/** Drops a choice whose alternatives all lead to the same cases, and keeps these cases once. */
export function mergeEqual<E extends Emitted>(
  key: string,
  byAlternative: readonly (readonly Case<E>[])[],
): Case<E>[] {
  const [first, ...others] = byAlternative;
  if (!first) return [];
  // Fast path: different numbers of cases or different ids need no comparison of texts.
  if (others.some((alternative) => alternative.length !== first.length || !sameIds(first, alternative)))
    return byAlternative.flat();
  const signature = JSON.stringify(first.map((resolvedCase) => caseSignature(resolvedCase, key)));
  const same = others.every(
    (alternative) => JSON.stringify(alternative.map((one) => caseSignature(one, key))) === signature,
  );
  if (!same) return byAlternative.flat();
  return withoutChoice(key, first);
}

/**
 * The cases of all ways of being started, without those that another covers: a start by hand or by a trigger with the
 * same result, or an earlier call, which then counts the later ones.
 */
export function mergeStarts<E extends Emitted>(
  key: string,
  byAlternative: readonly (readonly Case<E>[])[],
): Case<E>[] {
  const kept = new Map<string, Case<E>>();
  const isStarted = (resolvedCase: Case<E>) => resolvedCase.pickedAssumptions.get(key)?.kind === "start";
  const all = byAlternative.flat();
  for (const resolvedCase of all) {
    if (isStarted(resolvedCase)) continue;
    const signature = JSON.stringify(caseSignature(resolvedCase, key));
    const [known = resolvedCase] = kept.has(signature) ? withoutChoice(key, [resolvedCase]) : [resolvedCase];
    kept.set(signature, known);
  }
  const open = [...kept.values()];
  for (const resolvedCase of all) {
    if (!isStarted(resolvedCase) || open.some((other) => covers(other, resolvedCase, key))) continue;
    const signature = JSON.stringify(caseSignature(resolvedCase, key));
    const same = kept.get(signature);
    kept.set(signature, same === undefined ? resolvedCase : withOthers(same, resolvedCase, key));
  }
  return [...kept.values()];
}

/** Without the assumption on a start without values: only such a start is possible. */
function withoutOpenStarts<E extends Emitted>(key: string, cases: readonly Case<E>[]): Case<E>[] {
  return cases.flatMap((resolvedCase) =>
    resolvedCase.pickedAssumptions.get(key)?.kind === "start"
      ? [resolvedCase]
      : withoutChoice(key, [resolvedCase]),
  );
}

/**
 * The cases of the other starts, without those of a start that fails without a variable. They keep their assumption if
 * such a failure loses a known id or leaves other ids, unless this start also leads to them.
 */
export function withoutFailing<E extends Emitted>(
  key: string,
  others: readonly Case<E>[],
  found: readonly Case<E>[],
  missing: string,
): (readonly Case<E>[])[] {
  const isFailing = ({ emitted: { dropped, gaps } }: Case<E>) =>
    dropped !== undefined && gaps.some((gap) => isMissing(missing, gap));
  const known = new Set([...(others.some(hasKnownId) ? [] : [NO_IDS]), ...others.map(idsOf)]);
  return found.some((one) => isFailing(one) && !known.has(idsOf(one)))
    ? [others, found.filter((one) => !isFailing(one))]
    : [withoutOpenStarts(key, others)];
}

function hasKnownId({ inputs, outputs }: Case): boolean {
  return [...inputs, ...outputs].some(({ declared }) => declared.certainty !== "pattern");
}

/** A case of a call that also represents another call. */
function withOthers<E extends Emitted>(some: Case<E>, other: Case<E>, key: string): Case<E> {
  const [start, more] = [some, other].map((resolvedCase) => resolvedCase.pickedAssumptions.get(key));
  if (start?.kind !== "start" || more?.kind !== "start") return some;
  const others = (start.others ?? 0) + (more.others ?? 0) + 1;
  return { ...some, pickedAssumptions: new Map([...some.pickedAssumptions, [key, { ...start, others }]]) };
}

/** Whether a case has the ids of another one, and no assumptions besides its own defaults and those of the other. */
function covers(some: Case, other: Case, key: string): boolean {
  if (idsOf(some) !== idsOf(other)) return false;
  const known = new Set(
    [...other.pickedAssumptions.values()].map((assumption) => JSON.stringify(assumption)),
  );
  return [...some.pickedAssumptions].every(
    ([name, assumption]) =>
      name === key || assumption.kind === "default" || known.has(JSON.stringify(assumption)),
  );
}

function withoutChoice<E extends Emitted>(key: string, cases: readonly Case<E>[]): Case<E>[] {
  return cases.map((resolvedCase) => ({
    ...resolvedCase,
    assignment: new Map([...resolvedCase.assignment].filter(([choiceKey]) => choiceKey !== key)),
    pickedAssumptions: new Map(
      [...resolvedCase.pickedAssumptions].filter(([choiceKey]) => choiceKey !== key),
    ),
  }));
}

function sameIds(some: readonly Case[], others: readonly Case[]): boolean {
  return some.every((resolvedCase, index) => idsOf(resolvedCase) === idsOf(others[index]));
}

/** Whether a failing case drops entries of other cases besides those that fail. */
export function dropsOthers<E extends Emitted>(
  { emitted: { dropped } }: Case<E>,
  others: readonly Case<E>[],
): boolean {
  const parts = [...(dropped ?? NOTHING).keys()];
  const sides = new Set(parts.map(sideOf));
  return others.some(({ inputs, outputs }) =>
    [...inputs, ...outputs].some((entry) => sides.has(entry.side) && !parts.includes(partOf(entry))),
  );
}

export function namesMore(some: readonly Case[], others: readonly Case[]): boolean {
  const idsIn = (cases: readonly Case[]) =>
    cases.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ declared }) => declared.id));
  const known = new Set(idsIn(others));
  return idsIn(some).some((id) => !known.has(id));
}
