import { type Branch, type Flow, get } from "../flows/flow.ts";
import type { FlowGap } from "../model/declared.ts";
import type { FlowLinks } from "../model/links.ts";
import { callsOf } from "./calls.ts";
import type { FlowContext } from "./flow-context.ts";
import { resultsOf } from "./flow-results.ts";
import { mentionsTrigger } from "./started.ts";
import { FLOW_TRIGGER, followedFlows } from "./triggering-flows.ts";

/**
 * The links of a flow, if it has any, and their gaps.
 *
 * @param contexts all contexts in which it has been resolved, its own first
 */
export function flowLinks(contexts: readonly [FlowContext, ...FlowContext[]]): {
  readonly links?: FlowLinks;
  readonly gaps: readonly FlowGap[];
} {
  const [context] = contexts;
  const { flow } = context;
  const hasCalls = callsFlows(flow.branches);
  const follows = followsOf(flow);
  const hasResults = get(flow.node, "outputs")?.kind === "list";
  const asksForCaller = mentionsTrigger(flow);
  const { calls, gaps } = hasCalls ? callsOf(context) : { calls: [], gaps: [] };
  const results = hasResults ? resultsOf(context) : [];
  const queries = [...new Set(contexts.flatMap((linked) => [...linked.queries]))].sort();
  if (!hasCalls && !hasResults && follows.length === 0 && !asksForCaller && queries.length === 0)
    return { gaps };
  return { links: { calls, results, follows, asksForCaller, queries }, gaps };
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
