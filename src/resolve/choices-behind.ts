import { Evaluation } from "./evaluation.ts";
import type { Level } from "./site.ts";

/** A text can rest on a choice without waiting for it only after that choice and another one are made. */
export function canHaveChoicesBehind({ assignment }: Evaluation): boolean {
  return assignment.size >= 2;
}

/**
 * The choices that a text rests on although it never waited for them: `inputs[inputs.which]` and `render(...)` name
 * their variables only once another is known, and by then the variable they name may be picked already.
 */
export function choicesBehind(text: string, level: Level, evaluation: Evaluation): string[] {
  if (!/\brender|\[/.test(text)) return [];
  const picked = [...evaluation.assignment].filter(([, { assumption }]) => assumption);
  if (picked.length < 2) return [];
  return picked.flatMap(([key]) => {
    const others = [...evaluation.assignment].filter(([other]) => other !== key);
    const without = new Evaluation(evaluation.context, new Map(others), evaluation.loops);
    const { result, touched } = without.render(text, level);
    return result.kind === "holes" && touched.some(({ origin }) => origin === key) ? [key] : [];
  });
}
