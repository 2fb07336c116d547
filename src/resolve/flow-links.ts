import { type Branch, type Flow, get } from "../flows/flow.ts";
import type { FlowLinks } from "../model/links.ts";
import { callsOf } from "./calls.ts";
import type { FlowContext } from "./flow-context.ts";
import { resultsOf } from "./flow-results.ts";
import { mentionsTrigger } from "./started.ts";
import { FLOW_TRIGGER, followedFlows } from "./triggering-flows.ts";

/**
 * What a flow says to other flows; undefined where it says nothing.
 *
 * @param contexts all contexts in which it has been resolved, its own first
 */
export function flowLinks(contexts: readonly [FlowContext, ...FlowContext[]]): FlowLinks | undefined {
  const [context] = contexts;
  const { flow } = context;
  const hasCalls = callsFlows(flow.branches);
  const follows = followsOf(flow);
  const hasResults = get(flow.node, "outputs")?.kind === "list";
  const asksForCaller = mentionsTrigger(flow);
  const calls = hasCalls ? callsOf(context) : [];
  const results = hasResults ? resultsOf(context) : [];
  const queries = [...new Set(contexts.flatMap((each) => [...each.queries]))].sort();
  if (!hasCalls && !hasResults && follows.length === 0 && !asksForCaller && queries.length === 0)
    return undefined;
  return { calls, results, follows, asksForCaller, queries };
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
