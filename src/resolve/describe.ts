import { assumptionCertainty, weaker } from "../model/assumption.ts";
import type { Assumption, Certainty } from "../model/model.ts";
import type { Rendered, Unknown } from "../pebble/index.ts";
import { Evaluation } from "./evaluation.ts";
import type { FlowContext } from "./flow-context.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import type { ScopeLevel } from "./site.ts";

/** A text evaluated with defaults, the defaults used, and the unknowns that remain. */
export interface Described {
  readonly rendered: Rendered;
  readonly assumptions: readonly Assumption[];
  readonly dependencies: readonly Unknown[];
}

/**
 * Renders a text without opening cases: undecided variables take their defaults; those without a default stay holes. A
 * start with known values is a start by hand, unless the text fails without `trigger`.
 */
export function renderWithDefaults(
  text: string,
  level: ScopeLevel,
  evaluation: Evaluation,
  mode: CaseMode,
): Described {
  const assumptions: Assumption[] = [];
  let current = evaluation;
  let withTrigger: Described | undefined;
  for (;;) {
    const { result: rendered, dependencies } = current.render(text, level);
    const described = { rendered, assumptions, dependencies };
    if (rendered.kind === "error") return withTrigger ?? described;
    if (rendered.kind === "known") return described;
    const choice = nextSplit(dependencies, current, mode);
    const byDefault = choice?.ofStarts
      ? choice.alternatives.find(({ value }) => value === "absent")
      : choice?.alternatives[0];
    if (!choice || byDefault === undefined) return described;
    if (!choice.ofStarts) {
      const isOnly = choice.exhaustive && choice.alternatives.length === 1;
      if (byDefault.assumption?.kind === "default") assumptions.push(byDefault.assumption);
      else if (byDefault.assumption || !isOnly) return described;
    } else if (dependencies.some(({ origin }) => origin === choice.key)) {
      withTrigger = { ...described, assumptions: [...assumptions] };
    }
    const assignment = new Map([...current.assignment, [choice.key, byDefault]]);
    current = new Evaluation(current.context, assignment, current.loops);
  }
}

/** A text in the scope of the flow, as a pattern: holes, and failures too, become `*`. */
export function flowText(
  text: string,
  context: FlowContext,
): { readonly text: string; readonly certainty: Certainty } {
  const mode: CaseMode = { overrides: false, bounded: false };
  const { rendered, assumptions } = renderWithDefaults(
    text,
    { frames: [] },
    new Evaluation(context, new Map()),
    mode,
  );
  if (rendered.kind === "error") return { text: "*", certainty: "pattern" };
  if (rendered.kind === "holes") return { text: patternOf(rendered), certainty: "pattern" };
  return { text: rendered.text, certainty: assumptions.map(assumptionCertainty).reduce(weaker, "exact") };
}

/** A rendered text as an id, or as a pattern if it has holes. */
export function patternOf(rendered: Exclude<Rendered, { kind: "error" }>): string {
  if (rendered.kind === "known") return rendered.text;
  return rendered.parts
    .map((part) => (typeof part === "string" ? part : "*"))
    .join("")
    .replace(/\*+/g, "*");
}
