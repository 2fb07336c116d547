import type { Assignment } from "../resolve/choice.ts";
import { Evaluation } from "../resolve/evaluation.ts";
import type { FlowContext } from "../resolve/flow-context.ts";
import { type CaseMode, nextSplit } from "../resolve/next-split.ts";
import type { TaskSite } from "../resolve/site.ts";
import { reachSite } from "../resolve/steps.ts";

const MODE: CaseMode = { overrides: false, bounded: false };

/**
 * A case with the choices that have one alternative, such as a loop over one item: they open no case, so that its
 * assignment does not have them.
 *
 * @param texts in the scope of the task
 */
export function withOnlyAlternatives(
  site: TaskSite,
  context: FlowContext,
  assignment: Assignment,
  texts: readonly string[],
): Assignment {
  let known = assignment;
  for (;;) {
    const evaluation = new Evaluation(context, known);
    const reach = reachSite(site, evaluation, MODE);
    const dependencies = texts.flatMap((text) => evaluation.render(text, site.level).dependencies);
    const choice = reach.kind === "split" ? reach.choice : nextSplit(dependencies, evaluation, MODE);
    const [only, ...others] = choice?.alternatives ?? [];
    if (choice === undefined || only === undefined || others.length > 0) return known;
    known = new Map([...known, [choice.key, only]]);
  }
}
