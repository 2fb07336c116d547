import type { Flow } from "../flows/flow.ts";
import { assumptionCertainty, stronger, weaker } from "../inventory/assumption.ts";
import type { DeclaredBundle, DeclaredEntry, ResolvedFlow } from "../inventory/declared.ts";
import type { Assumption, Certainty, InertDeclaration, TaskId } from "../inventory/model.ts";
import { isPattern } from "../inventory/pattern.ts";
import { activationsOf } from "./activations.ts";
import { type Case, type Cases, caseSignature, exploreCases } from "./cases.ts";
import type { ResolvedEntry } from "./declaration.ts";
import { flowText } from "./describe.ts";
import { type FlowContext, flowContext } from "./flow-context.ts";
import { type CaseGap, distinctGaps } from "./gaps.ts";
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
  const parts = context.sites.map((site) => resolveSite(site, context));
  return {
    record: flowRecord(context),
    tasks: [...new Map(context.sites.map((site) => [site.task, taskRecord(site, flow)])).values()],
    bundles: parts.flatMap((part) => part.bundles),
    activations: activationsOf(flow, (text) => flowText(text, context)),
    gaps: parts.flatMap((part) => part.gaps),
    inert: parts.flatMap((part) => part.inert),
  };
}

type ResolvedSite = Pick<ResolvedFlow, "bundles" | "gaps" | "inert">;

function resolveSite(site: Site, context: FlowContext): ResolvedSite {
  const task = taskId(site, context.flow);
  const inert = (reason: InertDeclaration["reason"]): ResolvedSite => ({
    bundles: [],
    gaps: [],
    inert: [{ ...task, place: context.flow.source.place(site.offset), reason }],
  });
  // Kestra's worker emits assets; containers and subflow calls are run by the executor. Source: WorkerTaskProcessor.
  if ("container" in site.task && site.task.container) return inert("container");

  const found = findCases(site, context);
  if (found.cases.length === 0 && found.gaps.length === 0) return inert(found.off ? "disabled" : "never");
  const bundles = found.cases.flatMap((each) => bundleOf(each, site, context, task));
  if (bundles.length === 0 && found.gaps.length === 0) return inert("empty");
  return {
    bundles,
    gaps: distinctGaps(found.gaps, task, context.flow.source),
    inert: [],
  };
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
  const bounded = exploreCases(site, context, { overrides, bounded: true });
  const gap: CaseGap = {
    kind: "bound",
    node: site.assets,
    message: `more than ${context.options.maxCases} cases: its ids are kept as patterns ("maxCases" raises the limit)`,
  };
  return { ...bounded, gaps: [gap, ...bounded.gaps] };
}

function distinctCases(cases: readonly Case[]): Case[] {
  if (cases.length < 2) return [...cases];
  return [...new Map(cases.map((each) => [JSON.stringify(caseSignature(each)), each])).values()];
}

function bundleOf(each: Case, site: Site, context: FlowContext, task: TaskId): DeclaredBundle[] {
  if (each.inputs.length === 0 && each.outputs.length === 0) return [];
  const finish = (entry: ResolvedEntry) => declaredEntry(entry, each);
  return [
    {
      ...task,
      ...(site.trigger && { trigger: true }),
      taskType: site.task.type,
      place: context.flow.source.place(site.offset),
      inputs: distinctEntries(each.inputs.map(finish)),
      outputs: distinctEntries(each.outputs.map(finish)),
      assumptions: distinctAssumptions([...each.picked.values(), ...each.onTheWay, ...each.described]),
    },
  ];
}

/** The weakest of the value assumptions behind the id. */
function declaredEntry({ part, id, place, expression, claim }: ResolvedEntry, each: Case): DeclaredEntry {
  const [side = ""] = part.split(":");
  let certainty: Certainty = isPattern(id) ? "pattern" : "exact";
  for (const behind of ["path", side, part]) {
    for (const key of each.behind.get(behind) ?? []) {
      const assumption = each.picked.get(key);
      if (assumption) certainty = weaker(certainty, assumptionCertainty(assumption));
    }
  }
  for (const assumption of each.onTheWay) certainty = weaker(certainty, assumptionCertainty(assumption));
  return expression === undefined
    ? { id, place, claim, certainty }
    : { id, place, expression, claim, certainty };
}

/** An id listed twice is one entry, as certain as the stronger of the two, with what each says of it. */
function distinctEntries(entries: readonly DeclaredEntry[]): DeclaredEntry[] {
  if (entries.length < 2) return [...entries];
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

function distinctAssumptions(assumptions: readonly Assumption[]): Assumption[] {
  if (assumptions.length < 2) return [...assumptions];
  return [...new Map(assumptions.map((each) => [JSON.stringify(each), each])).values()];
}

function taskId(site: Site, flow: Flow): TaskId {
  return { namespace: flow.namespace.value, flow: flow.id.value, task: site.task.id };
}
