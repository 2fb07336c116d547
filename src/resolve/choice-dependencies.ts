import { Evaluation } from "./evaluation.ts";
import type { ScopeLevel } from "./site.ts";

/** A text can depend on a choice without waiting for it only after this choice and another one have been made. */
export function mayDependOnChoices({ assignment }: Evaluation): boolean {
  return assignment.size >= 2;
}

/**
 * The choices that a text depends on without having waited for them: `inputs[inputs.which]` and `render(...)` name a
 * variable only after another is known, and the named variable may have been picked by then.
 */
export function dependsOnChoices(text: string, level: ScopeLevel, evaluation: Evaluation): string[] {
  if (!/\brender|\[/.test(text)) return [];
  const pickedAssumptions = [...evaluation.assignment].filter(([, { assumption }]) => assumption);
  return pickedAssumptions.length < 2 ? [] : choicesOf(text, level, evaluation);
}

/** The choices with an assumption that a text depends on. */
export function choicesOf(text: string, level: ScopeLevel, evaluation: Evaluation): string[] {
  return [...evaluation.assignment].flatMap(([key, { assumption }]) => {
    if (assumption === undefined) return [];
    const others = [...evaluation.assignment].filter(([choiceKey]) => choiceKey !== key);
    const without = new Evaluation(evaluation.context, new Map(others), evaluation.loops);
    const { result, dependencies } = without.render(text, level);
    return result.kind === "holes" && dependencies.some(({ origin }) => origin === key) ? [key] : [];
  });
}
