import { flowKey } from "../model/keys.ts";
import type { Call, FlowLinks, LinkedFlow, PassedValues } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import { distinct } from "../util/distinct.ts";
import { argumentsKey, type CalledBy, callKey, type FlowEnvironment } from "./environment.ts";

/** Deeper calls keep no arguments: recursion with ever new arguments ends there. */
const MAX_CALL_DEPTH = 16;

/**
 * The environments of all flows, by `flowKey`, from the links of all. A flow without an entry has none. Of two flows
 * with one id, the later one counts.
 *
 * @param found what queries for assets find
 * @param maxCalls more calls of a flow with different arguments count as one with unknown arguments
 */
export function linkFlows(
  flows: readonly LinkedFlow[],
  found: FlowEnvironment["found"],
  maxCalls: number,
): ReadonlyMap<string, FlowEnvironment> {
  const sorted = [...flows].sort((a, b) => (flowKey(a) < flowKey(b) ? -1 : 1));
  const linked = new Map(sorted.map((flow) => [flowKey(flow), flow.links]));
  const calls = callsByCallee(sorted, linked);
  const environments = new Map<string, FlowEnvironment>();
  for (const key of [...new Set([...linked.keys(), ...calls.keys()])].sort()) {
    const links = linked.get(key);
    const called = calls.get(key);
    const answers = links ? answersTo(links.calls, linked) : {};
    const followed = links ? followedBy(links.follows, linked) : {};
    const foundByIt = links ? answersIn(links.queries, found) : {};
    if (!called && [answers, followed, foundByIt].every(isEmpty)) continue;
    environments.set(key, { ...limited(called ?? [], maxCalls), answers, followed, found: foundByIt });
  }
  return environments;
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}

function answersIn(queries: readonly string[], found: FlowEnvironment["found"]): FlowEnvironment["found"] {
  return Object.fromEntries(
    queries.flatMap((query) => {
      const own = found[query];
      return own ? [[query, own]] : [];
    }),
  );
}

/** Calls with different arguments, the caller that comes first by its name for each. */
function callsByCallee(
  flows: readonly LinkedFlow[],
  linked: ReadonlyMap<string, FlowLinks>,
): ReadonlyMap<string, readonly CalledBy[]> {
  const found = new Map<string, Map<string, CalledBy[]>>();
  for (const { namespace, flow, links } of flows) {
    for (const call of links.calls) {
      const key = flowKey(call.to);
      const asksForCaller = linked.get(key)?.asksForCaller ?? false;
      // Such a call brings nothing that a start by hand does not.
      if (!asksForCaller && isEmpty(call.inputs) && call.labels === undefined) continue;
      const { task, place, inputs, labels, depth } = call;
      const by: CalledBy = {
        namespace,
        flow,
        task,
        place,
        inputs,
        ...(labels && { labels }),
        depth,
        others: 0,
      };
      const same = JSON.stringify([argumentsKey(call), ...(asksForCaller ? [namespace, flow, task] : [])]);
      const ofCallee = found.get(key) ?? new Map<string, CalledBy[]>();
      found.set(key, ofCallee);
      const others = ofCallee.get(same);
      if (others) others.push(by);
      else ofCallee.set(same, [by]);
    }
  }
  return new Map(
    [...found].map(([key, bySame]) => [key, [...bySame.values()].map(oneOf).sort(compareCalls)] as const),
  );
}

function oneOf(same: readonly CalledBy[]): CalledBy {
  const callers = new Set(same.map(({ namespace, flow, task }) => JSON.stringify([namespace, flow, task])));
  const [first] = [...same].sort(compareCalls);
  if (first === undefined) throw new RangeError("no call");
  const depth = Math.min(...same.map((call) => call.depth));
  return { ...first, depth, others: callers.size - 1 };
}

function compareCalls(a: CalledBy, b: CalledBy): number {
  const keys = [a, b].map((call) => [
    call.namespace,
    call.flow,
    call.task,
    argumentsKey(call),
    JSON.stringify(call.place),
  ]);
  const [left = [], right = []] = keys;
  for (const [at, text] of left.entries()) {
    const other = right[at] ?? "";
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}

function limited(calls: readonly CalledBy[], maxCalls: number): Pick<FlowEnvironment, "calls" | "cut"> {
  const tooMany = calls.length > maxCalls;
  const isDeep = ({ depth }: CalledBy) => depth > MAX_CALL_DEPTH;
  const deep = calls.filter(isDeep);
  if (!tooMany && deep.length === 0) return { calls };
  const [first] = tooMany ? calls : deep;
  if (first === undefined) return { calls };
  const cut = tooMany
    ? `calls with more than ${maxCalls} different arguments: their arguments are left open`
    : `calls nested deeper than ${MAX_CALL_DEPTH} levels: their arguments are left open`;
  const open = openCall(tooMany ? calls : deep, first);
  return { calls: tooMany ? [open] : [...calls.filter((call) => !isDeep(call)), open], cut };
}

/** A call with unknown arguments, which stands for all of these. */
function openCall(calls: readonly CalledBy[], { labels: _, ...first }: CalledBy): CalledBy {
  const inputs = openValues(calls.map((call) => call.inputs));
  return { ...first, inputs, depth: Math.min(first.depth, MAX_CALL_DEPTH + 1), others: calls.length - 1 };
}

/** Unknown values of all names. */
function openValues(all: readonly PassedValues[]): PassedValues {
  const names = new Set(all.flatMap((values) => Object.keys(values)));
  return Object.fromEntries([...names].sort().map((name) => [name, { reason: "it is left open" }]));
}

/** An environment of which the calls and results are not all known: unknown ones stand for the others. */
export function openEnvironment(
  { calls, answers, followed, ...rest }: FlowEnvironment,
  cut: string,
): FlowEnvironment {
  const [first] = calls;
  const withOpen = (results: Readonly<Record<string, readonly PassedValues[]>>) =>
    Object.fromEntries(
      Object.entries(results).map(([key, known]) => [key, distinct([...known, openValues(known)])]),
    );
  return {
    ...rest,
    calls: first ? [...calls, openCall(calls, first)] : calls,
    answers: withOpen(answers),
    followed: withOpen(followed),
    cut,
  };
}

/** The results of called flows whose outputs the caller can use. */
function answersTo(
  calls: readonly Call[],
  linked: ReadonlyMap<string, FlowLinks>,
): FlowEnvironment["answers"] {
  const answers: Record<string, readonly PassedValues[]> = {};
  for (const call of calls) {
    const results = call.waits ? (linked.get(flowKey(call.to))?.results ?? []) : [];
    const key = argumentsKey(call);
    const own = results.filter((result) => result.call === key);
    // Equal to those of a start by hand, or the flow takes no arguments.
    const found = own.length > 0 ? own : results.filter((result) => result.call === undefined);
    if (found.length > 0) answers[callKey(call)] = distinct(found.map(({ outputs }) => outputs));
  }
  return answers;
}

function followedBy(
  follows: readonly FlowId[],
  linked: ReadonlyMap<string, FlowLinks>,
): FlowEnvironment["followed"] {
  const followed: Record<string, readonly PassedValues[]> = {};
  for (const flow of follows) {
    const results = linked.get(flowKey(flow))?.results ?? [];
    if (results.length > 0) followed[flowKey(flow)] = distinct(results.map(({ outputs }) => outputs));
  }
  return followed;
}
