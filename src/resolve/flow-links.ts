import { type Branch, type Flow, get } from "../flows/flow.ts";
import { stepsLeft, withBudget } from "../java/budget.ts";
import type { FlowLinks } from "../model/links.ts";
import { callsOf } from "./calls.ts";
import type { FlowContext } from "./flow-context.ts";
import { resultsOf } from "./flow-results.ts";
import { mentionsTrigger } from "./started.ts";
import { FLOW_TRIGGER, followedFlows } from "./triggering-flows.ts";

/**
 * What a flow says to other flows; undefined where it says nothing, in any environment. It has steps of its own, so that
 * it does not depend on the declarations of the flow.
 */
export function flowLinks(context: FlowContext): FlowLinks | undefined {
  const { start, end } = context.flow.node.span;
  const allowed = LEAST_STEPS + (end - start) * CHARACTER_STEPS;
  return withBudget(context.environment.isUsedUp ? LAST_STEPS : allowed, () => {
    const before = stepsLeft();
    const links = linksWithin(context);
    const cost = Math.floor((100 * (before - stepsLeft())) / allowed) / 100;
    return links && { ...links, ...(cost > 0 && { cost }) };
  });
}

/** A flow that calls itself sixteen levels deep takes about 180,000 steps in all rounds together. */
const LEAST_STEPS = 240_000;
const CHARACTER_STEPS = 50;
const LAST_STEPS = 5000;

function linksWithin(context: FlowContext): Omit<FlowLinks, "cost"> | undefined {
  const { flow } = context;
  const hasCalls = callsFlows(flow.branches);
  const follows = followsOf(flow);
  const hasResults = get(flow.node, "outputs")?.kind === "list";
  const asksForCaller = mentionsTrigger(flow);
  if (!hasCalls && !hasResults && follows.length === 0 && !asksForCaller) return undefined;
  return {
    calls: hasCalls ? callsOf(context) : [],
    results: hasResults ? resultsOf(context) : [],
    follows,
    asksForCaller,
  };
}

function callsFlows(branches: readonly Branch[]): boolean {
  return branches.some(({ tasks }) =>
    tasks.some(({ container, branches: inner }) => container === "subflow" || callsFlows(inner)),
  );
}

/** Only triggers whose outputs the flow may use: `trigger.outputs`. */
function followsOf(flow: Flow): FlowLinks["follows"] {
  if (!mentionsTrigger(flow)) return [];
  return flow.triggers
    .filter(({ type }) => type === FLOW_TRIGGER)
    .flatMap(({ node }) => followedFlows(node).flows);
}
