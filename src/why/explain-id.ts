import { isDeepStrictEqual } from "node:util";
import type { KestraLine } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlScalar } from "../flows/yaml-node.ts";
import { withBudget } from "../java/budget.ts";
import type { Assumption, StartAssumption } from "../model/model.ts";
import { isTemplate } from "../pebble/index.ts";
import type { Case } from "../resolve/case.ts";
import { patternOf } from "../resolve/describe.ts";
import { dataEntry, type Emitted } from "../resolve/emission.ts";
import { Evaluation } from "../resolve/evaluation.ts";
import { findCases } from "../resolve/find-cases.ts";
import { type FlowContext, flowContext } from "../resolve/flow-context.ts";
import { valueText } from "../resolve/input-value.ts";
import type { KnownStart } from "../resolve/known-start.ts";
import { nextSplit } from "../resolve/next-split.ts";
import { type TaskSite, taskSites } from "../resolve/site.ts";
import { START_KEY } from "../resolve/started.ts";
import type { Chain, NamedCase } from "./chain.ts";
import { explainStart } from "./explain-start.ts";
import { factsOf } from "./facts.ts";
import type { FindFlow, ReadFlow } from "./find-flow.ts";
import { withOnlyAlternatives } from "./only-alternatives.ts";
import { scalarAt, templateOf } from "./template.ts";

/**
 * The chain behind an id: the text that names it, the values of the expressions in it, the case, and the callers. The
 * flow is resolved again, because an inventory stores no evaluated parts.
 */
export function explainId(named: NamedCase, find: FindFlow): Chain {
  const read = find(named.place.file, named);
  if (read === undefined) return { facts: unplaced(named.assumptions) };
  return withBudget(STEPS, () => chainOf(named, read, find));
}

/** Evaluation steps of one chain. */
const STEPS = 20_000_000;

function unplaced(assumptions: readonly Assumption[]): Chain["facts"] {
  return assumptions.map((assumption) => ({ kind: "assumption", assumption }));
}

function chainOf(named: NamedCase, { flow, options }: ReadFlow, find: FindFlow): Chain {
  const context = flowContext(flow, { ...options, ...lineOf(named.assumptions) });
  const offset = flow.source.offset(named.place);
  const isIt = (site: TaskSite) => site.trigger === (named.trigger === true);
  const sites = taskSites(flow, ({ id }) => id === named.task).filter(isIt);
  const site = sites.find(({ task }) => scalarAt(task.node, offset) !== undefined) ?? sites[0];
  if (site === undefined) return { facts: unplaced(named.assumptions) };
  const scalar = scalarAt(site.task.node, offset);
  const found = scalar && caseOf(named, scalar, site, context);
  const texts = scalar ? [scalarText(scalar)] : [];
  const assignment = withOnlyAlternatives(site, context, found?.assignment ?? new Map(), texts);
  const facts = factsOf(site, context, assignment, named.assumptions, (assumption) => {
    const start = assignment.get(START_KEY)?.start ?? startFor(assumption, named.assumptions, context);
    return start && explainStart(start, context, find);
  });
  if (scalar === undefined) return { facts };
  const evaluation = new Evaluation(context, assignment);
  const template = templateOf(scalar, context, (text) => evaluation.render(text, site.level).result, {
    words: named.evidence,
    ...(scalar.text.includes("\n") && { line: named.place.line }),
  });
  return { template, facts };
}

/** The Kestra line that the assumptions name. */
function lineOf(assumptions: readonly Assumption[]): { readonly line?: KestraLine } {
  for (const assumption of assumptions)
    if (assumption.kind === "choice" && assumption.variable === "Kestra")
      return { line: assumption.value as KestraLine };
  return {};
}

interface EmittedText extends Emitted {
  readonly text: string;
}

/** The case of a text that names the id and assumes nothing else. */
function caseOf(
  named: NamedCase,
  scalar: YamlScalar,
  site: TaskSite,
  context: FlowContext,
): Case<EmittedText> | undefined {
  const text = scalarText(scalar);
  const { cases } = findCases<EmittedText>(site, scalar, context, (evaluation, mode) => {
    const { result, dependencies } = isTemplate(text)
      ? evaluation.render(text, site.level)
      : { result: { kind: "known" as const, text }, dependencies: [] };
    const choice = nextSplit(dependencies, evaluation, mode);
    if (choice) return { kind: "split", choice, parts: ["path"] };
    const rendered = result.kind === "error" ? "" : patternOf(result);
    return {
      ...{ kind: "emits", inputs: [], descriptiveAssumptions: [], dependsOn: new Map(), gaps: [] },
      outputs: [dataEntry(rendered, named.place)],
      text: rendered,
    };
  });
  const fits = cases.filter(({ pickedAssumptions, pathConditions }) =>
    [...pickedAssumptions.values(), ...pathConditions].every((assumption) =>
      named.assumptions.some((assumed) => isSame(assumed, assumption)),
    ),
  );
  return fits.find(({ emitted }) => names(emitted.text, named)) ?? fits[0];
}

/** Whether two assumptions are the same, regardless of the number of other callers. */
function isSame(one: Assumption, other: Assumption): boolean {
  return isDeepStrictEqual({ ...one, others: 0 }, { ...other, others: 0 });
}

function names(rendered: string, { id, evidence }: NamedCase): boolean {
  if (evidence === undefined) return rendered === id || rendered.includes(JSON.stringify(id));
  const plain = rendered.replace(/\s+/g, " ");
  const words = evidence.replace(/^\w+: /, "").split("{{ … }}");
  return words.every((part) => plain.includes(part.trim()));
}

/** The start that an assumption names. One task can call a flow with several arguments. */
function startFor(
  assumption: StartAssumption,
  assumptions: readonly Assumption[],
  { knownStarts }: FlowContext,
): KnownStart | undefined {
  const starts = knownStarts.filter((start) => isSame(start.assumption, assumption));
  const passes = ({ inputs }: KnownStart) =>
    assumptions.every((condition) => {
      if (condition.kind !== "choice" || !condition.variable.startsWith("inputs.")) return true;
      const given = inputs.get(condition.variable.slice("inputs.".length));
      return given === undefined || valueText(given) === condition.value;
    });
  return starts.find(passes) ?? starts[0];
}
