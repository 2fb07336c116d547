import { charge, stepsLeft } from "../java/budget.ts";
import type { Assumption } from "../model/model.ts";
import { type GapsOfCase, gapsOfCases } from "./case-gaps.ts";
import type { Alternative, Assignment, Choice } from "./choice.ts";
import type { EmissionOf, Emitted, ResolvedEntry } from "./emission.ts";
import { Evaluation, type KnownLoop } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import type { TaskSite } from "./site.ts";
import { isMissing } from "./started.ts";
import { type Reach, reachSite } from "./steps.ts";
import type { CaseMode } from "./wanted-choice.ts";

/** One case of a task that is reached in it. */
export interface Case<E extends Emitted = Emitted> {
  readonly emitted: E;
  /** Every choice that was made on the way, loop items included. */
  readonly assignment: Assignment;
  readonly inputs: readonly ResolvedEntry[];
  readonly outputs: readonly ResolvedEntry[];
  /** What the case rests on, by choice key, in the order it was opened. */
  readonly pickedAssumptions: ReadonlyMap<string, Assumption>;
  /** Branch assumptions of the way to the declaration. */
  readonly pathConditions: readonly Assumption[];
  readonly descriptiveAssumptions: readonly Assumption[];
  /** Which choices stand behind a part of the declaration; `path` stands behind every part. */
  readonly behind: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Cases<E extends Emitted = Emitted> {
  readonly cases: readonly Case<E>[];
  readonly gaps: readonly CaseGap[];
  /** Set when a `disabled` stands on the way. */
  readonly off: boolean;
  /** Set when there are more cases than allowed; `cases` is then of no use. */
  readonly tooMany: boolean;
}

/** What a case takes besides its expressions, in their steps. */
const CASE_STEPS = 500;

type Behind = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * All cases of a task. Nothing is enumerated ahead: the task is evaluated with everything open, and only
 * where a result turns out to depend on a choice is a case opened for each alternative. So it has cases for
 * exactly what it depends on, and one case decides conditions, loops and all ids together.
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
    behind: Behind,
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
      openCases(choice, parts, evaluation, pickedAssumptions, behind);
    const reached = reachSite(site, evaluation, mode);
    if (reached.kind === "split") return split(reached.choice, ["path"]);
    if (reached.kind !== "reached") {
      if (reached.kind === "off") state.off = true;
      end(pickedAssumptions, reached.kind === "failed" ? [failureGap(reached)] : []);
      return [];
    }
    // Only what decides whether it is reached needs another value than its default.
    const emitted = emit(evaluation, { ...mode, overrides: false });
    if (emitted.kind === "split") return split(emitted.choice, emitted.parts);
    end(pickedAssumptions, emitted.gaps);
    const { inputs, outputs, descriptiveAssumptions, dependsOn } = emitted;
    const behindAll = withAlso(behind, dependsOn);
    return [
      {
        emitted,
        inputs,
        outputs,
        assignment,
        pickedAssumptions,
        pathConditions: reached.assumptions,
        descriptiveAssumptions,
        behind: behindAll,
      },
    ];
  };

  const openCases = (
    choice: Choice,
    parts: readonly string[],
    { assignment, loops }: Evaluation,
    pickedAssumptions: ReadonlyMap<string, Assumption>,
    behind: Behind,
  ): Case<E>[] => {
    const nextBehind = new Map(behind);
    for (const part of parts) nextBehind.set(part, new Set([...(behind.get(part) ?? []), choice.key]));
    const exploreWith = (alternative: Alternative) =>
      explore(
        new Map([...assignment, [choice.key, alternative]]),
        alternative.assumption
          ? new Map([...pickedAssumptions, [choice.key, alternative.assumption]])
          : pickedAssumptions,
        nextBehind,
        loops,
      );
    const byAlternative: Case<E>[][] = [];
    for (const alternative of choice.alternatives) {
      const before = ends.length;
      const found = exploreWith(alternative);
      const missing = choice.mayFailWithout;
      if (missing !== undefined && ends.slice(before).some((each) => failsWithout(missing, each))) {
        const others = byAlternative.flat();
        const after = ends.splice(before);
        if (!namesMore(found, others)) return withoutChoice(choice.key, others);
        ends.push(...after.map((each) => withoutFailures(missing, each)));
      }
      byAlternative.push(found);
    }
    return choice.exhaustive ? mergeEqual(choice.key, byAlternative) : byAlternative.flat();
  };

  const end = (pickedAssumptions: ReadonlyMap<string, Assumption>, gaps: readonly CaseGap[]) => {
    ends.push({ pickedAssumptions: [...pickedAssumptions.values()], gaps });
    state.left -= 1;
    if (state.left < 0) state.tooMany = true;
  };

  const cases = explore(NOTHING, NOTHING, NOTHING);
  return { cases, gaps: state.tooMany ? [] : gapsOfCases(ends), off: state.off, tooMany: state.tooMany };
}

function withAlso(behind: Behind, also: ReadonlyMap<string, readonly string[]>): Behind {
  if (also.size === 0) return behind;
  const all = new Map(behind);
  for (const [part, keys] of also) {
    if (keys.length > 0) all.set(part, new Set([...(behind.get(part) ?? []), ...keys]));
  }
  return all;
}

function failureGap({ node, error, what, message }: Extract<Reach, { kind: "failed" }>): CaseGap {
  return { kind: "error", node, message: `${what}: ${message}`, ...(error && { error }) };
}

/** Where every alternative of a choice gives the same cases, it decides nothing: they count once, without it. */
function mergeEqual<E extends Emitted>(
  key: string,
  byAlternative: readonly (readonly Case<E>[])[],
): Case<E>[] {
  const [first, ...others] = byAlternative;
  if (!first) return [];
  // Spares the texts where the numbers of cases or their ids already differ.
  if (others.some((each) => each.length !== first.length || !sameIds(first, each)))
    return byAlternative.flat();
  const signature = JSON.stringify(first.map((each) => caseSignature(each, key)));
  const same = others.every(
    (each) => JSON.stringify(each.map((one) => caseSignature(one, key))) === signature,
  );
  if (!same) return byAlternative.flat();
  return withoutChoice(key, first);
}

function withoutChoice<E extends Emitted>(key: string, cases: readonly Case<E>[]): Case<E>[] {
  return cases.map((each) => ({
    ...each,
    assignment: new Map([...each.assignment].filter(([other]) => other !== key)),
    pickedAssumptions: new Map([...each.pickedAssumptions].filter(([other]) => other !== key)),
  }));
}

function failsWithout(name: string, { gaps }: GapsOfCase): boolean {
  return gaps.some((gap) => isMissing(name, gap));
}

function withoutFailures(name: string, { pickedAssumptions, gaps }: GapsOfCase): GapsOfCase {
  return { pickedAssumptions, gaps: gaps.filter((gap) => !isMissing(name, gap)) };
}

function namesMore(some: readonly Case[], others: readonly Case[]): boolean {
  const idsIn = (cases: readonly Case[]) =>
    cases.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ declared }) => declared.id));
  const known = new Set(idsIn(others));
  return idsIn(some).some((id) => !known.has(id));
}

function sameIds(some: readonly Case[], others: readonly Case[]): boolean {
  return some.every((each, index) => idsOf(each) === idsOf(others[index]));
}

/** The ids of a case in one text; no id holds the characters between them. */
export function idsOf(each: Case | undefined): string {
  let ids = "";
  for (const { declared } of each?.inputs ?? []) ids += `${declared.id}\n`;
  ids += "\t";
  for (const { declared } of each?.outputs ?? []) ids += `${declared.id}\n`;
  return ids;
}

/** Everything of a case that shows, leaving one choice aside. */
export function caseSignature(each: Case, without?: string): unknown {
  return [
    each.inputs,
    each.outputs,
    [...each.pickedAssumptions].filter(([key]) => key !== without),
    each.pathConditions,
    each.descriptiveAssumptions,
  ];
}
