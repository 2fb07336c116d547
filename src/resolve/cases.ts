import { charge, stepsLeft } from "../java/budget.ts";
import type { Assumption } from "../model/model.ts";
import type { Case } from "./case.ts";
import { type GapsOfCase, gapsOfCases } from "./case-gaps.ts";
import type { Alternative, Assignment, Choice } from "./choice.ts";
import { type EmissionOf, type Emitted, sideOf } from "./emission.ts";
import { Evaluation, type KnownLoop } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import { dropsOthers, mergeEqual, mergeStarts, namesMore, withoutFailing } from "./merge-cases.ts";
import { missingChoice } from "./missing-value.ts";
import type { CaseMode } from "./next-split.ts";
import type { TaskSite } from "./site.ts";
import { isMissing } from "./started.ts";
import { type Reach, reachSite } from "./steps.ts";

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
    const missing = mode.bounded ? undefined : missingSplit(emitted, evaluation);
    if (missing) return split(missing.choice, missing.parts);
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

  /** The next variable without whose value a further side is dropped, and the parts that depend on it. */
  const missingSplit = ({ open = NOTHING, dropped }: E, evaluation: Evaluation) => {
    const parts = [...open];
    const unknowns = parts.flatMap(([, consulted]) => consulted);
    const choice = missingChoice(unknowns, evaluation, (without) => {
      if (reachSite(site, without, mode).kind !== "reached") return false;
      const others = emit(without, { ...mode, overrides: false });
      return others.kind === "emits" && droppedSides(others.dropped) > droppedSides(dropped);
    });
    if (!choice) return undefined;
    const depends = parts.filter(([, consulted]) => consulted.some(({ origin }) => origin === choice.key));
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
        if (!namesMore(found, others) && !found.some((one) => dropsOthers(one, others))) {
          const all = besideDropped([...others, ...found]);
          const [kept, last] = [all.slice(0, others.length), all.slice(others.length)];
          return mergeStarts(choice.key, withoutFailing(choice.key, kept, last, missing));
        }
        ends.push(
          ...(others.length === 0 ? after : after.map((explored) => withoutFailures(missing, explored))),
        );
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
  return cases.map((one) => ({ ...one, dependsOn: withAlso(one.dependsOn, bySide) }));
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

function failsWithout(name: string, { gaps }: GapsOfCase): boolean {
  return gaps.some((gap) => isMissing(name, gap));
}

function withoutFailures(name: string, { pickedAssumptions, gaps }: GapsOfCase): GapsOfCase {
  return { pickedAssumptions, gaps: gaps.filter((gap) => !isMissing(name, gap)) };
}
