import { get, type Task, type Trigger } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import { render } from "../pebble/index.ts";
import { callCases } from "../resolve/calls.ts";
import { assumptionsOf } from "../resolve/case-entries.ts";
import { argumentsKey, type CalledBy } from "../resolve/environment.ts";
import { Evaluation } from "../resolve/evaluation.ts";
import { type FlowContext, flowContext } from "../resolve/flow-context.ts";
import type { KnownStart } from "../resolve/known-start.ts";
import { taskSites } from "../resolve/site.ts";
import { START_KEY } from "../resolve/started.ts";
import type { Argument, StartChain } from "./chain.ts";
import { factsOf } from "./facts.ts";
import type { FindFlow } from "./find-flow.ts";
import { withOnlyAlternatives } from "./only-alternatives.ts";
import { type RenderPart, templateOf, valueScalars } from "./template.ts";

/** What a start passes to a flow, and why the caller passes it; then the caller of the caller, and so on. */
export function explainStart(start: KnownStart, context: FlowContext, find: FindFlow): StartChain {
  return start.call ? ofCall(start.call, find, []) : ofTrigger(start, context);
}

/** Arguments of one call that are shown. */
const MOST_ARGUMENTS = 20;

function ofTrigger({ assumption, trigger }: KnownStart, context: FlowContext): StartChain {
  const own = context.flow.triggers.find(({ id }) => id === assumption.task);
  if (own === undefined) return { arguments: [], facts: [] };
  const variables = { ...context.variables.all(), trigger };
  const evaluate: RenderPart = (text) => render(text, { variables, dialect: context.lineUse.lineFor(text) });
  return { arguments: argumentsOf(own, context, evaluate), facts: [] };
}

/** @param seen the calls so far, nearest last */
function ofCall(call: CalledBy, find: FindFlow, seen: readonly string[]): StartChain {
  const key = JSON.stringify([call.namespace, call.flow, call.task, argumentsKey(call)]);
  if (seen.includes(key)) return { arguments: [], facts: [], cut: "a cycle of calls with equal arguments" };
  const read = find(call.place.file, call);
  const context = read && flowContext(read.flow, read.options);
  const site = read && taskSites(read.flow, ({ id }) => id === call.task).find(({ trigger }) => !trigger);
  if (context === undefined || site === undefined) return { arguments: [], facts: [] };
  const { cases } = callCases(site, context);
  const found = cases.find(
    ({ emitted }) => emitted.call && argumentsKey(emitted.call) === argumentsKey(call),
  );
  const given = ["inputs", "labels"].flatMap((kind) => get(site.task.node, kind) ?? []);
  const texts = given.flatMap(valueScalars).map(scalarText);
  const assignment = withOnlyAlternatives(site, context, found?.assignment ?? new Map(), texts);
  const evaluation = new Evaluation(context, assignment);
  const evaluate: RenderPart = (text) => evaluation.render(text, site.level).result;
  const facts = factsOf(site, context, assignment, found ? assumptionsOf(found) : [], () => {
    const caller = assignment.get(START_KEY)?.start;
    if (caller === undefined) return undefined;
    return caller.call ? ofCall(caller.call, find, [...seen, key]) : ofTrigger(caller, context);
  });
  const chain = { arguments: argumentsOf(site.task, context, evaluate), facts };
  return found ? chain : { ...chain, cut: "too many calls: these arguments are left open" };
}

function argumentsOf(
  { node }: Task | Trigger,
  context: FlowContext,
  evaluate: RenderPart,
): readonly Argument[] {
  return ["inputs", "labels"]
    .flatMap((kind): Argument[] => {
      const given = get(node, kind);
      const entries = given?.kind === "map" ? given.entries : [];
      return entries.map(({ key, value }) => ({
        variable: `${kind}.${key.text}`,
        template: templateOf(value, context, evaluate),
      }));
    })
    .slice(0, MOST_ARGUMENTS);
}
