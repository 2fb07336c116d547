import { charge, stepsLeft } from "../java/budget.ts";
import type { Assumption } from "../model/model.ts";
import { type GapsOfCase, gapsOfCases } from "./case-gaps.ts";
import type { Alternative, Assignment, Choice } from "./choice.ts";
import { type EmissionOf, type Emitted, partOf, type ResolvedEntry, sideOf } from "./emission.ts";
import { Evaluation, type KnownLoop } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import type { CaseMode } from "./next-split.ts";
import type { TaskSite } from "./site.ts";
import { isMissing } from "./started.ts";
import { type Reach, reachSite } from "./steps.ts";
import { unsetChoice } from "./unset-input.ts";

/** One case in which a task is reached. */
export interface Case<E extends Emitted = Emitted> {
  readonly emitted: E;
  /** All choices of the case, loop items included. */
  readonly assignment: Assignment;
  readonly inputs: readonly ResolvedEntry[];
  readonly outputs: readonly ResolvedEntry[];
  /** The assumptions of the case by choice key, in the order of the choices. */
  readonly pickedAssumptions: ReadonlyMap<string, Assumption>;
  /** Branch assumptions of the path to the declaration. */
  readonly pathConditions: readonly Assumption[];
  readonly descriptiveAssumptions: readonly Assumption[];
  /** The choices that each part of the declaration depends on; every part depends on `path`. */
  readonly dependsOn: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Cases<E extends Emitted = Emitted> {
  readonly cases: readonly Case<E>[];
  readonly gaps: readonly CaseGap[];
  /** Whether the task or one of its containers is disabled. */
  readonly off: boolean;
  /** Whether there are more cases than allowed; `cases` is then meaningless. */
  readonly tooMany: boolean;
}

/** The cost of a case besides its expressions, in steps. */
const CASE_STEPS = 500;

type ChoicesByPart = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * All cases of a task. Nothing is enumerated in advance: the task is evaluated with all choices open, and a result that
 * depends on a choice opens one case per alternative. The task thus has cases for exactly the choices that it depends
 * on, and one case decides conditions, loops and all ids together.
 */
export function exploreCases<E extends Emitted>(
  site: TaskSite,
  context: FlowContext,
  mode: CaseMode,
  emit: (evaluation: Evaluation, mode: CaseMode) => EmissionOf<E>,
): Cases<E> {
  const ends: GapsOfCase[] = [];
  const state = { left: context.options.maxCases, off: false, tooMany: false };

  const explore = (
    assignment: Assignment,
    pickedAssumptions: ReadonlyMap<string, Assumption>,
    dependencies: ChoicesByPart,
    known?: ReadonlyMap<string, KnownLoop>,
  ): Case<E>[] => {
    if (state.tooMany) return [];
    charge(CASE_STEPS + pickedAssumptions.size);
    if (stepsLeft() === 0) {
      state.tooMany = true;
      return [];
    }
    const evaluation = new Evaluation(context, assignment, known);
    const split = (choice: Choice, parts: readonly string[]) =>
      openCases(choice, parts, evaluation, pickedAssumptions, dependencies);
    const reached = reachSite(site, evaluation, mode);
    if (reached.kind === "split") return split(reached.choice, ["path"]);
    if (reached.kind !== "reached") {
      if (reached.kind === "off") state.off = true;
      end(pickedAssumptions, reached.kind === "failed" ? [failureGap(reached)] : []);
      return [];
    }
    // Overrides matter only for reaching the task, not for its ids.
    const emitted = emit(evaluation, { ...mode, overrides: false });
    if (emitted.kind === "split") return split(emitted.choice, emitted.parts);
    const unset = mode.bounded ? undefined : unsetSplit(emitted, evaluation);
    if (unset) return split(unset.choice, unset.parts);
    end(pickedAssumptions, emitted.gaps);
    const { inputs, outputs, descriptiveAssumptions, dependsOn } = emitted;
    const allDependencies = withAlso(dependencies, dependsOn);
    return [
      {
        emitted,
        inputs,
        outputs,
        assignment,
        pickedAssumptions,
        pathConditions: reached.assumptions,
        descriptiveAssumptions,
        dependsOn: allDependencies,
      },
    ];
  };

  /** The next optional input without whose value a further side is dropped, and the parts that depend on it. */
  const unsetSplit = ({ open = NOTHING, dropped }: E, evaluation: Evaluation) => {
    const parts = [...open];
    const unknowns = parts.flatMap(([, each]) => each);
    const choice = unsetChoice(unknowns, evaluation, (without) => {
      if (reachSite(site, without, mode).kind !== "reached") return false;
      const others = emit(without, { ...mode, overrides: false });
      return others.kind === "emits" && droppedSides(others.dropped) > droppedSides(dropped);
    });
    if (!choice) return undefined;
    const depends = parts.filter(([, each]) => each.some(({ origin }) => origin === choice.key));
    return { choice, parts: depends.map(([part]) => part) };
  };

  const openCases = (
    choice: Choice,
    parts: readonly string[],
    { assignment, loops }: Evaluation,
    pickedAssumptions: ReadonlyMap<string, Assumption>,
    dependencies: ChoicesByPart,
  ): Case<E>[] => {
    const nextDependencies = new Map(dependencies);
    for (const part of parts)
      nextDependencies.set(part, new Set([...(dependencies.get(part) ?? []), choice.key]));
    const exploreWith = (alternative: Alternative) =>
      explore(
        new Map([...assignment, [choice.key, alternative]]),
        alternative.assumption
          ? new Map([...pickedAssumptions, [choice.key, alternative.assumption]])
          : pickedAssumptions,
        nextDependencies,
        loops,
      );
    const byAlternative: Case<E>[][] = [];
    for (const alternative of choice.alternatives) {
      const before = ends.length;
      const found = exploreWith(alternative);
      const missing = choice.mayFailWithout;
      if (missing !== undefined && ends.slice(before).some((explored) => failsWithout(missing, explored))) {
        const others = byAlternative.flat();
        const after = ends.splice(before);
        if (!namesMore(found, others) && !found.some((each) => dropsOthers(each, others)))
          return mergeStarts(choice.key, withoutFailing(choice.key, others, found, missing));
        ends.push(...after.map((explored) => withoutFailures(missing, explored)));
      }
      byAlternative.push(found);
    }
    if (choice.ofStarts) return mergeStarts(choice.key, byAlternative);
    return choice.exhaustive ? mergeEqual(choice.key, byAlternative) : byAlternative.flat();
  };

  const end = (pickedAssumptions: ReadonlyMap<string, Assumption>, gaps: readonly CaseGap[]) => {
    ends.push({ pickedAssumptions: [...pickedAssumptions.values()], gaps });
    state.left -= 1;
    if (state.left < 0) state.tooMany = true;
  };

  const cases = besideDropped(explore(NOTHING, NOTHING, NOTHING));
  return { cases, gaps: state.tooMany ? [] : gapsOfCases(ends), off: state.off, tooMany: state.tooMany };
}

/** A side that some case drops depends on the choices of the failing part in every case. */
function besideDropped<E extends Emitted>(cases: Case<E>[]): Case<E>[] {
  const bySide = new Map<string, string[]>();
  for (const { emitted, dependsOn } of cases) {
    for (const [part, keys] of emitted.dropped ?? []) {
      const side = sideOf(part);
      bySide.set(side, [...(bySide.get(side) ?? []), ...keys, ...(dependsOn.get(part) ?? [])]);
    }
  }
  if (bySide.size === 0) return cases;
  return cases.map((each) => ({ ...each, dependsOn: withAlso(each.dependsOn, bySide) }));
}

function droppedSides(dropped: Emitted["dropped"]): number {
  return new Set([...(dropped ?? NOTHING).keys()].map(sideOf)).size;
}

function withAlso(dependencies: ChoicesByPart, also: ReadonlyMap<string, readonly string[]>): ChoicesByPart {
  if (also.size === 0) return dependencies;
  const all = new Map(dependencies);
  for (const [part, keys] of also) {
    if (keys.length > 0) all.set(part, new Set([...(dependencies.get(part) ?? []), ...keys]));
  }
  return all;
}

function failureGap({ node, error, what, message }: Extract<Reach, { kind: "failed" }>): CaseGap {
  return { kind: "error", node, message: `${what}: ${message}`, ...(error && { error }) };
}

/** Drops a choice whose alternatives all lead to the same cases, and keeps these cases once. */
function mergeEqual<E extends Emitted>(
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
function mergeStarts<E extends Emitted>(
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
 * The cases of the other starts, without those of a start that fails without a variable. A failure of one side that
 * leaves other ids than theirs is an emission of its own: they then keep their assumption, unless this start also leads
 * to them.
 */
function withoutFailing<E extends Emitted>(
  key: string,
  others: readonly Case<E>[],
  found: readonly Case<E>[],
  missing: string,
): (readonly Case<E>[])[] {
  const isFailing = ({ emitted: { dropped, gaps } }: Case<E>) =>
    dropped !== undefined && gaps.some((gap) => isMissing(missing, gap));
  const known = new Set([NO_IDS, ...others.map(idsOf)]);
  return found.some((each) => isFailing(each) && !known.has(idsOf(each)))
    ? [others, found.filter((each) => !isFailing(each))]
    : [withoutOpenStarts(key, others)];
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

function failsWithout(name: string, { gaps }: GapsOfCase): boolean {
  return gaps.some((gap) => isMissing(name, gap));
}

function withoutFailures(name: string, { pickedAssumptions, gaps }: GapsOfCase): GapsOfCase {
  return { pickedAssumptions, gaps: gaps.filter((gap) => !isMissing(name, gap)) };
}

/** Whether a failing case drops entries of other cases besides those that fail. */
function dropsOthers<E extends Emitted>(
  { emitted: { dropped } }: Case<E>,
  others: readonly Case<E>[],
): boolean {
  const parts = [...(dropped ?? NOTHING).keys()];
  const sides = new Set(parts.map(sideOf));
  return others.some(({ inputs, outputs }) =>
    [...inputs, ...outputs].some((entry) => sides.has(entry.side) && !parts.includes(partOf(entry))),
  );
}

function namesMore(some: readonly Case[], others: readonly Case[]): boolean {
  const idsIn = (cases: readonly Case[]) =>
    cases.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ declared }) => declared.id));
  const known = new Set(idsIn(others));
  return idsIn(some).some((id) => !known.has(id));
}

function sameIds(some: readonly Case[], others: readonly Case[]): boolean {
  return some.every((resolvedCase, index) => idsOf(resolvedCase) === idsOf(others[index]));
}

/** `idsOf` a case without assets. */
const NO_IDS = "\t";

/** The ids of a case as one text, separated by characters that no id contains. */
export function idsOf(resolvedCase: Case | undefined): string {
  let ids = "";
  for (const { declared } of resolvedCase?.inputs ?? []) ids += `${declared.id}\n`;
  ids += "\t";
  for (const { declared } of resolvedCase?.outputs ?? []) ids += `${declared.id}\n`;
  return ids;
}

/** The visible parts of a case, without one choice. */
export function caseSignature(resolvedCase: Case, without?: string): unknown {
  return [
    resolvedCase.inputs,
    resolvedCase.outputs,
    [...resolvedCase.pickedAssumptions].filter(([key]) => key !== without),
    resolvedCase.pathConditions,
    resolvedCase.descriptiveAssumptions,
  ];
}
