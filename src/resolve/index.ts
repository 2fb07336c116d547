import type { Flow } from "../flows/flow.ts";
import type { DeclaredBundle, FlowGap, ResolvedFlow } from "../model/declared.ts";
import type { InertDeclaration, Place, TaskId, TaskRecord } from "../model/model.ts";
import { activationsOf } from "./activations.ts";
import { mayDifferByLine, onBothLines, type SiteResults } from "./both-lines.ts";
import { assumptionsOf, distinctEntries, entriesIn } from "./case-entries.ts";
import type { Case, Cases } from "./cases.ts";
import { emission } from "./declaration.ts";
import { flowText } from "./describe.ts";
import { elsewhereGaps } from "./elsewhere-gaps.ts";
import { findCases } from "./find-cases.ts";
import { type FlowContext, flowContext } from "./flow-context.ts";
import { distinctGaps } from "./gaps.ts";
import type { ResolveOptions } from "./options.ts";
import { flowRecord, taskRecord } from "./records.ts";
import type { Site } from "./site.ts";

export { DEFAULT_MAX_CASES, type Pins, type ResolveOptions } from "./options.ts";

/**
 * Resolves the declarations of one flow: every id evaluated in every case that its values, inputs and conditions allow.
 * What cannot be known becomes a pattern or a gap; nothing is dropped silently. The result depends on the flow and the
 * options alone.
 */
export function resolveFlow(flow: Flow, options: ResolveOptions): ResolvedFlow {
  return resolveInDetail(flow, options).resolved;
}

/** A resolved flow, and the cases of its declarations on each line of Kestra that it may run on. */
export interface DetailedFlow {
  readonly resolved: ResolvedFlow;
  readonly lines: readonly ResolvedLine[];
}

export interface ResolvedLine {
  readonly context: FlowContext;
  readonly cases: ReadonlyMap<Site, Cases>;
}

/** The same with what is behind it. */
export function resolveInDetail(flow: Flow, options: ResolveOptions): DetailedFlow {
  const context = flowContext(flow, options);
  const other =
    options.line === undefined && mayDifferByLine(flow)
      ? flowContext(flow, { ...options, line: "1.x" })
      : undefined;
  const tasks: TaskRecord[] = [];
  const found: ResolvedSites = { bundles: [], gaps: [], inert: [] };
  const own = new Map<Site, Cases>();
  const elsewhere = new Map<Site, Cases>();
  let last: Site["task"] | undefined;
  for (const site of context.sites) {
    // The declarations of one task stand side by side.
    if (site.task !== last) tasks.push(taskRecord(site, flow));
    last = site.task;
    resolveSite(site, context, other, found, { own, elsewhere });
  }
  const resolved: ResolvedFlow = {
    record: flowRecord(context),
    tasks,
    bundles: found.bundles,
    activations: activationsOf(flow, context.sites, (text) => flowText(text, context)),
    gaps: [...elsewhereGaps(flow, context.sites), ...found.gaps],
    inert: found.inert,
  };
  const lines = [{ context, cases: own }, ...(other ? [{ context: other, cases: elsewhere }] : [])];
  return { resolved, lines };
}

/** What the declarations of a flow give, one after the other. */
interface ResolvedSites {
  readonly bundles: DeclaredBundle[];
  readonly gaps: FlowGap[];
  readonly inert: InertDeclaration[];
}

/** @param other the flow on the other line of Kestra, where it may run on both */
function resolveSite(
  site: Site,
  context: FlowContext,
  other: FlowContext | undefined,
  into: ResolvedSites,
  cases: { readonly own: Map<Site, Cases>; readonly elsewhere: Map<Site, Cases> },
): void {
  const task = taskId(site, context.flow);
  const place = context.flow.source.place(site.offset);
  const inert = (reason: InertDeclaration["reason"]) => into.inert.push({ ...task, place, reason });
  // Kestra's worker emits assets; containers and subflow calls are run by the executor. Source: WorkerTaskProcessor.
  if ("container" in site.task && site.task.container) {
    inert("container");
    return;
  }
  const found = declaredCases(site, context);
  cases.own.set(site, found);
  const foundElsewhere = other && declaredCases(site, other);
  if (foundElsewhere) cases.elsewhere.set(site, foundElsewhere);
  if ([found, foundElsewhere].every((each) => !each || (each.cases.length === 0 && each.gaps.length === 0))) {
    inert(found.off ? "disabled" : "never");
    return;
  }
  const results = (from: Cases): SiteResults => ({
    bundles: from.cases.flatMap((each) =>
      each.inputs.length === 0 && each.outputs.length === 0 ? [] : [bundleOf(each, site, task, place)],
    ),
    gaps: distinctGaps(from.gaps, task, context.flow.source),
  });
  const own = results(found);
  const { bundles, gaps } =
    other && foundElsewhere ? onBothLines(own, results(foundElsewhere), context.line, other.line) : own;
  if (bundles.length === 0 && gaps.length === 0) inert("empty");
  for (const bundle of bundles) into.bundles.push(bundle);
  for (const gap of gaps) into.gaps.push(gap);
}

/** Every case of a declaration that is reached. */
function declaredCases(site: Site, context: FlowContext): Cases {
  return findCases(site, site.assets, context, (evaluation, mode) => emission(site, evaluation, mode));
}

function bundleOf(each: Case, site: Site, task: TaskId, place: Place): DeclaredBundle {
  const { namespace, flow, task: id } = task;
  const taskType = site.task.type;
  const inputs = distinctEntries(entriesIn(each.inputs, each));
  const outputs = distinctEntries(entriesIn(each.outputs, each));
  const assumptions = assumptionsOf(each);
  return site.trigger
    ? { namespace, flow, task: id, trigger: true, taskType, place, inputs, outputs, assumptions }
    : { namespace, flow, task: id, taskType, place, inputs, outputs, assumptions };
}

function taskId(site: Site, flow: Flow): TaskId {
  return { namespace: flow.namespace.value, flow: flow.id.value, task: site.task.id };
}
