import { get } from "../flows/flow.ts";
import type { FlowGap } from "../model/declared.ts";
import type { Call } from "../model/links.ts";
import type { Cases } from "./cases.ts";
import { dataEntry, type EmissionOf, type Emitted, type ResolvedEntry } from "./emission.ts";
import type { Evaluation } from "./evaluation.ts";
import { findCases } from "./find-cases.ts";
import type { FlowContext } from "./flow-context.ts";
import { distinctGaps } from "./gaps.ts";
import { type CaseMode, nextSplit } from "./next-split.ts";
import { readCall } from "./read-call.ts";
import { labelNames } from "./scope.ts";
import { type TaskSite, taskSites } from "./site.ts";
import { START_KEY } from "./started.ts";

interface EmittedCall extends Emitted {
  /** Absent: a call without a known flow. */
  readonly call?: Call;
}

/** The calls of a flow by its Subflow and ForEachItem tasks, in each case in which a task is reached. */
export function callsOf(context: FlowContext): {
  readonly calls: readonly Call[];
  /** Calls with more cases than allowed. */
  readonly gaps: readonly FlowGap[];
} {
  const { namespace, id, source } = context.flow;
  const sites = taskSites(context.flow, (task) => "container" in task && task.container === "subflow");
  const calls = new Map<string, Call>();
  const found: FlowGap[] = [];
  for (const site of sites) {
    const { cases, gaps } = callCases(site, context);
    for (const { call } of cases.map(({ emitted }) => emitted))
      if (call) calls.set(JSON.stringify(call), call);
    const of = { namespace: namespace.value, flow: id.value, task: site.task.id };
    const bounds = gaps.filter(({ kind }) => kind === "bound");
    found.push(...distinctGaps(bounds, of, source).map((gap) => ({ ...gap, message: TOO_MANY })));
  }
  return { calls: [...calls.values()], gaps: found };
}

/** The cases of one Subflow or ForEachItem task. */
export function callCases(site: TaskSite, context: FlowContext): Cases<EmittedCall> {
  return findCases(site, site.task.node, context, (evaluation, mode) => emitCall(site, evaluation, mode));
}

const TOO_MANY = "too many cases of a call: its arguments become patterns";

function emitCall(
  { task, level }: TaskSite,
  evaluation: Evaluation,
  mode: CaseMode,
): EmissionOf<EmittedCall> {
  const { to, inputs, labels, dependencies } = readCall(task.node, labelNames(evaluation.context), (text) =>
    evaluation.render(text, level),
  );
  const choice = nextSplit(dependencies, evaluation, mode);
  if (choice) return { kind: "split", choice, parts: ["path"] };
  if (to === undefined) return emission(undefined, []);
  const wait = get(task.node, "wait");
  const start = evaluation.assignment.get(START_KEY)?.start;
  const call: Call = {
    task: task.id,
    place: evaluation.context.flow.source.place(task.node.span.start),
    ...{ to, inputs },
    ...(labels && { labels }),
    depth: (start?.call?.depth ?? 0) + 1,
    waits: !(wait?.kind === "scalar" && wait.value === false),
  };
  return emission(call, [dataEntry(call, call.place)]);
}

function emission(call: Call | undefined, outputs: readonly ResolvedEntry[]): EmittedCall {
  return {
    ...{ kind: "emits", inputs: [], outputs, descriptiveAssumptions: [], dependsOn: NOTHING, gaps: [] },
    ...(call && { call }),
  };
}

const NOTHING = new Map<string, never>();
