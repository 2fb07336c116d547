import type { YamlNode } from "../flows/yaml-node.ts";
import { stepsLeft, withBudget } from "../java/budget.ts";
import { type Case, caseSignature, idsOf } from "./case.ts";
import { type Cases, exploreCases } from "./cases.ts";
import type { EmissionOf, Emitted } from "./emission.ts";
import type { Evaluation } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import type { CaseGap } from "./gaps.ts";
import type { CaseMode } from "./next-split.ts";
import type { TaskSite } from "./site.ts";

/** Computes the result of a task in a case; with `bounded`, all its choices stay open. */
export type Emit<E extends Emitted> = (evaluation: Evaluation, mode: CaseMode) => EmissionOf<E>;

/**
 * All cases in which a task is reached, each once. If no case reaches it with the defaults of inputs and labels, the
 * cases are those with other values.
 *
 * @param whole where a gap stands that is about the task as a whole
 */
export function findCases<E extends Emitted>(
  site: TaskSite,
  whole: YamlNode,
  context: FlowContext,
  emit: Emit<E>,
): Cases<E> {
  const within = (overrides: boolean) => withinBound(site, whole, context, overrides, emit);
  const found = within(false);
  if (found.cases.length > 0 || found.off) return found;
  // Not reached with the defaults, but possibly with other input values.
  const open = within(true);
  return open.cases.length > 0 ? { ...open, cases: fewestOverrides(open.cases) } : found;
}

/** The cases with the fewest overrides: without those whose overrides include all overrides of another case. */
function fewestOverrides<E extends Emitted>(cases: readonly Case<E>[]): Case<E>[] {
  const sets = new Map<string, ReadonlySet<string>>();
  const keyed = cases.map((resolvedCase) => {
    const names = [...resolvedCase.pickedAssumptions].flatMap(([key, { kind }]) =>
      kind === "override" ? [key] : [],
    );
    const key = JSON.stringify(names.sort());
    sets.set(key, new Set(names));
    return { resolvedCase, key };
  });
  const all = [...sets.values()];
  const needed = new Set(
    [...sets].flatMap(([key, names]) => {
      const isMore = all.some(
        (other) => other.size < names.size && [...other].every((name) => names.has(name)),
      );
      return isMore ? [] : [key];
    }),
  );
  return keyed.flatMap(({ resolvedCase, key }) => (needed.has(key) ? [resolvedCase] : []));
}

function withinBound<E extends Emitted>(
  site: TaskSite,
  whole: YamlNode,
  context: FlowContext,
  overrides: boolean,
  emit: Emit<E>,
): Cases<E> {
  const all = exploreCases(site, context, { overrides, bounded: false }, emit);
  if (!all.tooMany) return { ...all, cases: distinctCases(all.cases) };
  const isUsedUp = stepsLeft() === 0;
  // Expressions are holes in this mode, and the few remaining cases need a separate budget of steps.
  const explore = () => exploreCases(site, context, { overrides, bounded: true }, emit);
  const bounded = isUsedUp ? withBudget(LAST_STEPS, explore) : explore();
  const gap: CaseGap = {
    kind: "bound",
    node: whole,
    message: isUsedUp
      ? "too many evaluation steps: its ids become patterns"
      : `more than ${context.options.maxCases} cases: its ids become patterns ("maxCases" raises the limit)`,
  };
  return { ...bounded, gaps: [gap, ...bounded.gaps] };
}

/** The budget of a declaration whose steps are used up. */
const LAST_STEPS = 10_000;

function distinctCases<E extends Emitted>(cases: readonly Case<E>[]): readonly Case<E>[] {
  // Cases with different ids are different, regardless of their other fields.
  if (cases.length < 2 || new Set(cases.map(idsOf)).size === cases.length) return cases;
  return [
    ...new Map(
      cases.map((resolvedCase) => [JSON.stringify(caseSignature(resolvedCase)), resolvedCase]),
    ).values(),
  ];
}
