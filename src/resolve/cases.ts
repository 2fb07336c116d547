import type { Assumption } from "../inventory/model.ts";
import type { Assignment, Choice } from "./choice.ts";
import { emission, type ResolvedEntry } from "./declaration.ts";
import { createEvaluation } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import type { Site } from "./site.ts";
import { reach } from "./steps.ts";
import type { CaseMode } from "./wanted-choice.ts";

/** One case of a declaration that is reached in it. */
export interface Case {
  readonly inputs: readonly ResolvedEntry[];
  readonly outputs: readonly ResolvedEntry[];
  /** What the case rests on, by choice key, in the order it was opened. */
  readonly picked: ReadonlyMap<string, Assumption>;
  /** Branch and override assumptions of the way to the declaration. */
  readonly onTheWay: readonly Assumption[];
  readonly described: readonly Assumption[];
  /** Which choices stand behind a part of the declaration; `path` stands behind every part. */
  readonly behind: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface Cases {
  readonly cases: readonly Case[];
  readonly gaps: readonly CaseGap[];
  /** Set when a `disabled` stands on the way. */
  readonly off: boolean;
  /** Set when there are more cases than allowed; `cases` is then of no use. */
  readonly tooMany: boolean;
}

type Behind = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * All cases of a declaration. Nothing is enumerated ahead: the declaration is evaluated with everything open, and only
 * where a result turns out to depend on a choice is a case opened for each alternative. So a declaration has cases for
 * exactly what it depends on, and one case decides conditions, loops and all ids together.
 */
export function exploreCases(site: Site, context: FlowContext, mode: CaseMode): Cases {
  const gaps: CaseGap[] = [];
  const state = { left: context.options.maxCases, off: false, tooMany: false };

  const explore = (
    assignment: Assignment,
    picked: ReadonlyMap<string, Assumption>,
    behind: Behind,
  ): Case[] => {
    if (state.tooMany) return [];
    const evaluation = createEvaluation(context, assignment);
    const reached = reach(site, evaluation, mode);
    if (reached.kind === "split") return split(reached.choice, ["path"], assignment, picked, behind);
    if (reached.kind !== "reached") {
      if (reached.kind === "off") state.off = true;
      if (reached.kind === "failed") {
        const { node, error, what, message } = reached;
        gaps.push({ kind: "error", node, message: `${what}: ${message}`, ...(error && { error }) });
      }
      spend();
      return [];
    }
    const emitted = emission(site, evaluation, mode);
    if (emitted.kind === "split") return split(emitted.choice, emitted.parts, assignment, picked, behind);
    gaps.push(...emitted.gaps);
    spend();
    const { inputs, outputs, described } = emitted;
    return [{ inputs, outputs, picked, onTheWay: reached.assumptions, described, behind }];
  };

  const split = (
    choice: Choice,
    parts: readonly string[],
    assignment: Assignment,
    picked: ReadonlyMap<string, Assumption>,
    behind: Behind,
  ): Case[] => {
    const nextBehind = new Map(behind);
    for (const part of parts) nextBehind.set(part, new Set([...(behind.get(part) ?? []), choice.key]));
    const byAlternative = choice.alternatives.map((alternative) =>
      explore(
        new Map([...assignment, [choice.key, alternative]]),
        alternative.assumption ? new Map([...picked, [choice.key, alternative.assumption]]) : picked,
        nextBehind,
      ),
    );
    return choice.exhaustive ? mergeEqual(choice.key, byAlternative) : byAlternative.flat();
  };

  const spend = () => {
    state.left -= 1;
    if (state.left < 0) state.tooMany = true;
  };

  const cases = explore(new Map(), new Map(), new Map());
  return { cases, gaps, off: state.off, tooMany: state.tooMany };
}

/** Where every alternative of a choice gives the same cases, it decides nothing: they count once, without it. */
function mergeEqual(key: string, byAlternative: readonly (readonly Case[])[]): Case[] {
  const [first, ...others] = byAlternative;
  if (!first) return [];
  // Spares the texts where the numbers of cases already differ.
  if (others.some((each) => each.length !== first.length)) return byAlternative.flat();
  const signature = JSON.stringify(first.map((each) => caseSignature(each, key)));
  const same = others.every(
    (each) => JSON.stringify(each.map((one) => caseSignature(one, key))) === signature,
  );
  if (!same) return byAlternative.flat();
  return first.map((each) => ({
    ...each,
    picked: new Map([...each.picked].filter(([other]) => other !== key)),
  }));
}

/** Everything of a case that shows, leaving one choice aside. */
export function caseSignature(each: Case, without?: string): unknown {
  return [
    each.inputs,
    each.outputs,
    [...each.picked].filter(([key]) => key !== without),
    each.onTheWay,
    each.described,
  ];
}
