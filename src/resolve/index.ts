import type { Flow } from "../flows/flow.ts";
import { withShare } from "../java/budget.ts";
import type { DeclaredBundle, FlowGap, ResolvedFlow } from "../model/declared.ts";
import type { InertDeclaration, Place, TaskId, TaskRecord } from "../model/model.ts";
import { activationsOf } from "./activations.ts";
import { queryCases, queryingSites } from "./asset-consumers.ts";
import { onBothLines, type SiteResults } from "./both-lines.ts";
import type { Case } from "./case.ts";
import { assumptionsOf, caseEntries, distinctEntries } from "./case-entries.ts";
import type { Cases } from "./cases.ts";
import { resolveCase } from "./declaration.ts";
import { flowText } from "./describe.ts";
import { elsewhereGaps } from "./elsewhere-gaps.ts";
import { findCases } from "./find-cases.ts";
import { type FlowContext, flowContext } from "./flow-context.ts";
import { flowLinks } from "./flow-links.ts";
import { distinctGaps } from "./gaps.ts";
import { runsOnBothLines } from "./line.ts";
import type { ResolveOptions } from "./options.ts";
import { flowRecord, taskRecord } from "./records.ts";
import type { DeclarationSite, TaskSite } from "./site.ts";

export { DEFAULT_MAX_CASES, type Pins, type ResolveOptions } from "./options.ts";

/**
 * Resolves the declarations of one flow: every id in every case that its values, inputs and conditions allow. Unknown
 * parts become a pattern or a gap; nothing is dropped silently. The result depends only on the flow and the options.
 */
export function resolveFlow(flow: Flow, options: ResolveOptions): ResolvedFlow {
  return resolveInDetail(flow, options).resolved;
}

/** A resolved flow with its intermediate results. */
export interface DetailedFlow {
  readonly resolved: ResolvedFlow;
  readonly own: ResolvedLine;
  /** The flow on the other Kestra line, if it may run on both and its result depends on the line. */
  readonly onOtherLine: () => ResolvedLine | undefined;
}

/** A flow resolved for one Kestra line. */
export interface ResolvedLine {
  readonly context: FlowContext;
  readonly casesOf: (site: DeclarationSite) => Cases;
}

function resolvedLine(context: FlowContext): ResolvedLine {
  const known = new Map<DeclarationSite, Cases>();
  const casesOf = (site: DeclarationSite): Cases => {
    let found = known.get(site);
    if (found === undefined) {
      found = declaredCases(site, context);
      known.set(site, found);
    }
    return found;
  };
  return { context, casesOf };
}

/** Resolves a flow and keeps the intermediate results. */
export function resolveInDetail(flow: Flow, options: ResolveOptions): DetailedFlow {
  const context = flowContext(flow, options);
  const own = resolvedLine(context);
  let otherLine: ResolvedLine | undefined;
  const onOtherLine = (): ResolvedLine | undefined => {
    if (options.line !== undefined || !context.lineUse.isDecisive() || !runsOnBothLines(flow))
      return undefined;
    otherLine ??= resolvedLine(flowContext(flow, { ...options, line: "1.x" }));
    return otherLine;
  };
  const tasks: TaskRecord[] = [];
  const found: ResolvedSites = { bundles: [], gaps: [], inert: [] };
  let last: DeclarationSite["task"] | undefined;
  for (const site of context.sites) {
    // The declarations of one task are adjacent.
    if (site.task !== last) tasks.push(taskRecord(site, flow));
    last = site.task;
    withShare(DECLARATION_STEPS, () => resolveSite(site, own, onOtherLine, found));
  }
  for (const site of queryingSites(flow)) {
    const consumed = withShare(DECLARATION_STEPS, () => consumedBy(site, own, onOtherLine, found));
    found.bundles.push(...consumed.bundles);
    found.gaps.push(...consumed.gaps);
  }
  const elsewhere = onOtherLine();
  const { links, gaps: ofCalls } = flowLinks([context, ...(elsewhere ? [elsewhere.context] : [])]);
  const resolved: ResolvedFlow = {
    record: flowRecord(context),
    tasks,
    bundles: found.bundles,
    activations: activationsOf(flow, context.sites, (text) => flowText(text, context)),
    gaps: [...elsewhereGaps(flow, context.sites), ...found.gaps, ...ofCalls, ...cutLinks(context)],
    inert: found.inert,
    ...(links && { links }),
  };
  return { resolved, own, onOtherLine };
}

/** Gaps about other flows. */
function cutLinks({ flow, environment: { cut, found } }: FlowContext): FlowGap[] {
  const cuts = new Set([cut, ...Object.values(found).map((assets) => assets.cut)]);
  const { namespace, id, source } = flow;
  const of = { namespace: namespace.value, flow: id.value, place: source.place(id.span.start) };
  return [...cuts].flatMap((message) => (message === undefined ? [] : [{ kind: "bound", ...of, message }]));
}

/** Maximum steps of one declaration, out of the steps of its file. */
const DECLARATION_STEPS = 10_000_000;

/** The accumulated results of the declarations of a flow. */
interface ResolvedSites {
  readonly bundles: DeclaredBundle[];
  readonly gaps: FlowGap[];
  readonly inert: InertDeclaration[];
}

/** @param onOtherLine the flow on the other Kestra line, if it may run on both with different results */
function resolveSite(
  site: DeclarationSite,
  own: ResolvedLine,
  onOtherLine: () => ResolvedLine | undefined,
  into: ResolvedSites,
): void {
  const { context } = own;
  const task = taskId(site, context.flow);
  const place = context.flow.source.place(site.offset);
  const inert = (reason: InertDeclaration["reason"]) => into.inert.push({ ...task, place, reason });
  // Kestra's worker emits assets; containers and subflow calls are run by the executor. Source: WorkerTaskProcessor.
  if ("container" in site.task && site.task.container) {
    inert("container");
    return;
  }
  const found = own.casesOf(site);
  const otherLine = onOtherLine();
  const foundElsewhere = otherLine?.casesOf(site);
  if (
    [found, foundElsewhere].every(
      (result) => !result || (result.cases.length === 0 && result.gaps.length === 0),
    )
  ) {
    inert(found.off ? "disabled" : "never");
    return;
  }
  const { bundles, gaps } = resultsOfSite(site, own, found, otherLine, foundElsewhere);
  if (bundles.length === 0 && gaps.length === 0) inert("empty");
  for (const bundle of bundles) into.bundles.push(bundle);
  for (const gap of gaps) into.gaps.push(gap);
}

/** The bundles and gaps of a site, on both lines if their cases differ. */
function resultsOfSite(
  site: DeclarationSite,
  { context }: ResolvedLine,
  found: Cases,
  otherLine: ResolvedLine | undefined,
  foundElsewhere: Cases | undefined,
): SiteResults {
  const task = taskId(site, context.flow);
  const place = context.flow.source.place(site.offset);
  const results = (from: Cases): SiteResults => ({
    bundles: from.cases.flatMap((resolvedCase) =>
      resolvedCase.inputs.length === 0 && resolvedCase.outputs.length === 0
        ? []
        : [bundleOf(resolvedCase, site, task, place)],
    ),
    gaps: distinctGaps(from.gaps, task, context.flow.source),
  });
  const mine = results(found);
  if (otherLine === undefined || foundElsewhere === undefined) return mine;
  return onBothLines(mine, results(foundElsewhere), context.lineUse.line(), otherLine.context.lineUse.line());
}

/** Assets read by the queries of a task, besides the declared ones. */
function consumedBy(
  site: DeclarationSite,
  own: ResolvedLine,
  onOtherLine: () => ResolvedLine | undefined,
  declared: ResolvedSites,
): SiteResults {
  const found = queryCases(site, own.context);
  const otherLine = onOtherLine();
  const { bundles, gaps } = resultsOfSite(
    site,
    own,
    found,
    otherLine,
    otherLine && queryCases(site, otherLine.context),
  );
  const read = new Set(declared.bundles.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  const known = new Set(declared.gaps.map(({ place }) => JSON.stringify(place)));
  return {
    bundles: bundles.flatMap((bundle) => {
      const inputs = bundle.inputs.filter(({ id }) => !read.has(id));
      return inputs.length > 0 ? [{ ...bundle, inputs }] : [];
    }),
    gaps: gaps.filter(({ place }) => !known.has(JSON.stringify(place))),
  };
}

/** All cases in which a declaration is reached. */
function declaredCases(site: DeclarationSite, context: FlowContext): Cases {
  return findCases(site, site.assets, context, (evaluation, mode) => resolveCase(site, evaluation, mode));
}

function bundleOf(resolvedCase: Case, site: DeclarationSite, task: TaskId, place: Place): DeclaredBundle {
  const { namespace, flow, task: id } = task;
  const taskType = site.task.type;
  const inputs = distinctEntries(caseEntries(resolvedCase.inputs, resolvedCase));
  const outputs = distinctEntries(caseEntries(resolvedCase.outputs, resolvedCase));
  const assumptions = assumptionsOf(resolvedCase);
  return site.trigger
    ? { namespace, flow, task: id, trigger: true, taskType, place, inputs, outputs, assumptions }
    : { namespace, flow, task: id, taskType, place, inputs, outputs, assumptions };
}

export function taskId(site: TaskSite, flow: Flow): TaskId {
  return { namespace: flow.namespace.value, flow: flow.id.value, task: site.task.id };
}
