import type { Flow } from "../flows/flow.ts";
import { stepsLeft, withBudget, withShare } from "../java/budget.ts";
import { assumptionCertainty, stronger, weaker } from "../model/assumption.ts";
import type { DeclaredBundle, DeclaredEntry, FlowGap, ResolvedFlow } from "../model/declared.ts";
import type { Assumption, Certainty, InertDeclaration, Place, TaskId, TaskRecord } from "../model/model.ts";
import { activationsOf } from "./activations.ts";
import { onBothLines, type SiteResults } from "./both-lines.ts";
import { type Case, type Cases, caseSignature, exploreCases, idsOf } from "./cases.ts";
import { partOf, type ResolvedEntry } from "./declaration.ts";
import { flowText } from "./describe.ts";
import { elsewhereGaps } from "./elsewhere-gaps.ts";
import { type FlowContext, flowContext } from "./flow-context.ts";
import { type CaseGap, distinctGaps } from "./gaps.ts";
import { runsOnBothLines } from "./line.ts";
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
  const context = flowContext(flow, options);
  let other: FlowContext | undefined;
  const onOtherLine = (): FlowContext | undefined => {
    if (options.line !== undefined || !context.lineUse.isDecisive() || !runsOnBothLines(flow))
      return undefined;
    other ??= flowContext(flow, { ...options, line: "1.x" });
    return other;
  };
  const tasks: TaskRecord[] = [];
  const found: ResolvedSites = { bundles: [], gaps: [], inert: [] };
  let last: Site["task"] | undefined;
  for (const site of context.sites) {
    // The declarations of one task stand side by side.
    if (site.task !== last) tasks.push(taskRecord(site, flow));
    last = site.task;
    withShare(DECLARATION_STEPS, () => resolveSite(site, context, onOtherLine, found));
  }
  return {
    record: flowRecord(context),
    tasks,
    bundles: found.bundles,
    activations: activationsOf(flow, context.sites, (text) => flowText(text, context)),
    gaps: [...elsewhereGaps(flow, context.sites), ...found.gaps],
    inert: found.inert,
  };
}

/** One declaration may take so many of the steps of its file. */
const DECLARATION_STEPS = 10_000_000;

/** What the declarations of a flow give, one after the other. */
interface ResolvedSites {
  readonly bundles: DeclaredBundle[];
  readonly gaps: FlowGap[];
  readonly inert: InertDeclaration[];
}

/** @param onOtherLine the flow on the other line of Kestra, where it may run on both and they may differ */
function resolveSite(
  site: Site,
  context: FlowContext,
  onOtherLine: () => FlowContext | undefined,
  into: ResolvedSites,
): void {
  const task = taskId(site, context.flow);
  const place = context.flow.source.place(site.offset);
  const inert = (reason: InertDeclaration["reason"]) => into.inert.push({ ...task, place, reason });
  // Kestra's worker emits assets; containers and subflow calls are run by the executor. Source: WorkerTaskProcessor.
  if ("container" in site.task && site.task.container) {
    inert("container");
    return;
  }
  const found = findCases(site, context);
  const other = onOtherLine();
  const foundElsewhere = other && findCases(site, other);
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
    other && foundElsewhere
      ? onBothLines(own, results(foundElsewhere), context.lineUse.line(), other.lineUse.line())
      : own;
  if (bundles.length === 0 && gaps.length === 0) inert("empty");
  for (const bundle of bundles) into.bundles.push(bundle);
  for (const gap of gaps) into.gaps.push(gap);
}

function findCases(site: Site, context: FlowContext): Cases {
  const found = withinBound(site, context, false);
  if (found.cases.length > 0 || found.off) return found;
  // No case reaches it: another input value might.
  const open = withinBound(site, context, true);
  return open.cases.length > 0 ? { ...open, cases: fewestOverrides(open.cases) } : found;
}

/** A case is told by the least that has to be overridden: it goes where another needs only a part of its overrides. */
function fewestOverrides(cases: readonly Case[]): Case[] {
  const sets = new Map<string, ReadonlySet<string>>();
  const keyed = cases.map((each) => {
    const names = [...each.picked].flatMap(([key, { kind }]) => (kind === "override" ? [key] : []));
    const key = JSON.stringify(names.sort());
    sets.set(key, new Set(names));
    return { each, key };
  });
  const all = [...sets.values()];
  const needed = new Set(
    [...sets].flatMap(([key, names]) => {
      const isMore = all.some(
        (other) => other.size < names.size && [...other].every((name) => names.has(name)),
      );
      return isMore ? [] : [key];
    }),
  );
  return keyed.flatMap(({ each, key }) => (needed.has(key) ? [each] : []));
}

function withinBound(site: Site, context: FlowContext, overrides: boolean): Cases {
  const all = exploreCases(site, context, { overrides, bounded: false });
  if (!all.tooMany) return { ...all, cases: distinctCases(all.cases) };
  const isUsedUp = stepsLeft() === 0;
  // Expressions are holes then, and the few cases that are left need steps of their own.
  const explore = () => exploreCases(site, context, { overrides, bounded: true });
  const bounded = isUsedUp ? withBudget(LAST_STEPS, explore) : explore();
  const gap: CaseGap = {
    kind: "bound",
    node: site.assets,
    message: isUsedUp
      ? "too many evaluation steps: its ids become patterns"
      : `more than ${context.options.maxCases} cases: its ids become patterns ("maxCases" raises the limit)`,
  };
  return { ...bounded, gaps: [gap, ...bounded.gaps] };
}

/** For a declaration whose steps are used up. */
const LAST_STEPS = 100_000;

function distinctCases(cases: readonly Case[]): readonly Case[] {
  // Cases with other ids are others, whatever else they say.
  if (cases.length < 2 || new Set(cases.map(idsOf)).size === cases.length) return cases;
  return [...new Map(cases.map((each) => [JSON.stringify(caseSignature(each)), each])).values()];
}

function bundleOf(each: Case, site: Site, task: TaskId, place: Place): DeclaredBundle {
  const { namespace, flow, task: id } = task;
  const taskType = site.task.type;
  const inputs = distinctEntries(declaredEntries(each.inputs, each));
  const outputs = distinctEntries(declaredEntries(each.outputs, each));
  const assumptions = assumptionsOf(each);
  return site.trigger
    ? { namespace, flow, task: id, trigger: true, taskType, place, inputs, outputs, assumptions }
    : { namespace, flow, task: id, taskType, place, inputs, outputs, assumptions };
}

/** Each as weak as the weakest of the value assumptions behind its id. */
function declaredEntries(entries: readonly ResolvedEntry[], each: Case): DeclaredEntry[] {
  if (each.behind.size === 0 && each.onTheWay.length === 0) return entries.map(({ declared }) => declared);
  return entries.map((entry) => {
    const { declared } = entry;
    const certainty = certaintyIn(each, entry);
    return certainty === declared.certainty ? declared : { ...declared, certainty };
  });
}

function certaintyIn(each: Case, entry: ResolvedEntry): Certainty {
  let { certainty } = entry.declared;
  for (const behind of ["path", entry.side, partOf(entry)]) {
    for (const key of each.behind.get(behind) ?? []) {
      const assumption = each.picked.get(key);
      if (!assumption) continue;
      // What decides whether the task runs leaves its ids alone; what decides an id makes it one of several.
      const decidesId = assumption.kind === "branch" && behind !== "path";
      certainty = weaker(certainty, decidesId ? "choice" : assumptionCertainty(assumption));
    }
  }
  for (const assumption of each.onTheWay) certainty = weaker(certainty, assumptionCertainty(assumption));
  return certainty;
}

/** An id listed twice is one entry, as certain as the stronger of the two, with what each says of it. */
function distinctEntries(entries: readonly DeclaredEntry[]): readonly DeclaredEntry[] {
  if (entries.length < 2 || allDiffer(entries)) return entries;
  const byId = new Map<string, DeclaredEntry>();
  for (const entry of entries) {
    const first = byId.get(entry.id);
    const certainty = first ? stronger(first.certainty, entry.certainty) : entry.certainty;
    const others =
      first === undefined ? [] : [...(first.others ?? []), { claim: entry.claim, place: entry.place }];
    byId.set(entry.id, { ...(first ?? entry), certainty, ...(others.length > 0 && { others }) });
  }
  return [...byId.values()];
}

/** Most lists are short. */
function allDiffer(entries: readonly DeclaredEntry[]): boolean {
  if (entries.length > 8) return false;
  return entries.every(({ id }, index) => entries.findIndex((other) => other.id === id) === index);
}

function assumptionsOf({ picked, onTheWay, described }: Case): Assumption[] {
  const assumptions = [...picked.values(), ...onTheWay, ...described];
  if (assumptions.length < 2) return assumptions;
  return [...new Map(assumptions.map((each) => [JSON.stringify(each), each])).values()];
}

function taskId(site: Site, flow: Flow): TaskId {
  return { namespace: flow.namespace.value, flow: flow.id.value, task: site.task.id };
}
