import type { Branch, Flow } from "../flows/flow.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import type { FileResult, FlowGap, ResolvedFlow } from "../model/declared.ts";
import type { Tie } from "../model/model.ts";
import { onBothLines, type SiteResults } from "../resolve/both-lines.ts";
import { type ResolvedLine, resolveInDetail } from "../resolve/index.ts";
import type { ResolveOptions } from "../resolve/options.ts";
import { resolveFile } from "../resolve/resolve-file.ts";
import type { CatalogueEntry, CatalogueGroup } from "./catalogue/entry.ts";
import { createCatalogue, type FindEntry } from "./catalogue/index.ts";
import { type TracedFlow, traceFlow } from "./dataflow/trace-flow.ts";
import { emissionTies } from "./emit/emission-ties.ts";
import { type EmittedFlow, emittedFlow } from "./emit/emitted-flow.ts";
import type { RepositoryReader } from "./repository-reader.ts";

export { CATALOGUE_GROUPS, type CatalogueEntry, type CatalogueGroup } from "./catalogue/entry.ts";
export type { FindManifest, RepositoryReader } from "./repository-reader.ts";

/** Settings of inference, as plain data. */
export interface InferSettings {
  /** Groups of the catalogue that are off by default. */
  readonly groups: readonly CatalogueGroup[];
  /** Additional task types. */
  readonly types: readonly CatalogueEntry[];
}

/** Options for reading a flow file. Without `infer`, only declarations are read. */
export interface ReadOptions extends ResolveOptions {
  readonly infer?: InferSettings;
  /** Inferred entries have the field `written`. */
  readonly written?: true;
}

/**
 * The contribution of a file: the declarations of its flows and, with `infer` set, the other accesses of their tasks.
 *
 * @param reader absent: the contents of other files are not known
 */
export function readFile(
  contents: FileContents,
  options: ReadOptions,
  reader?: RepositoryReader,
): FileResult {
  const { infer } = options;
  if (infer === undefined) return resolveFile(contents, options);
  const find = catalogueOf(infer);
  return resolveFile(contents, options, (flow) => inferFlow(flow, options, find, reader));
}

let last: { readonly settings: InferSettings; readonly find: FindEntry } | undefined;

/** Consecutive files usually have the same settings. */
function catalogueOf(settings: InferSettings): FindEntry {
  if (last?.settings !== settings)
    last = { settings, find: createCatalogue(settings.groups, settings.types) };
  return last.find;
}

/** Resolves the declarations of a flow, and infers the accesses of tasks without declarations. */
function inferFlow(
  flow: Flow,
  options: ReadOptions,
  find: FindEntry,
  reader: RepositoryReader | undefined,
): ResolvedFlow {
  const { resolved, own, onOtherLine } = resolveInDetail(flow, options);
  if (!touchesData(flow, find)) return resolved;
  const reading = { findSourceFile: reader?.findSourceFile, written: options.written === true };
  const trace = (line: ResolvedLine): TracedFlow => traceFlow(line, find, reading);
  const traced = trace(own);
  const otherLine = onOtherLine();
  const otherTraced = otherLine && trace(otherLine);
  const emitted = emittedFlow(own, find, reader);
  const otherEmitted = otherLine && emittedFlow(otherLine, find, reader);
  const onBoth = (one: SiteResults, another: SiteResults | undefined): SiteResults =>
    otherLine && another
      ? onBothLines(one, another, own.context.lineUse.line(), otherLine.context.lineUse.line())
      : one;
  const both = onBoth(traced, otherTraced);
  const emissions = onBoth(
    { bundles: emitted.bundles, gaps: [] },
    otherEmitted && { bundles: otherEmitted.bundles, gaps: [] },
  ).bundles;
  const ties = distinctTies([
    ...traced.ties,
    ...(otherTraced?.ties ?? []),
    ...emissionTies(emissions, both.bundles),
  ]);
  return {
    ...resolved,
    bundles: [...resolved.bundles, ...emissions, ...both.bundles],
    gaps: [...resolved.gaps, ...both.gaps].flatMap((gap) => gapAfterEmissions(gap, emitted, otherEmitted)),
    ...(ties.length > 0 && { ties }),
    ...(traced.undeclared.length > 0 && { undeclared: traced.undeclared }),
  };
}

/** The gap of a task, unless everything that its plugin emits is known. */
function gapAfterEmissions(
  gap: FlowGap,
  own: EmittedFlow,
  other: EmittedFlow | undefined,
): readonly FlowGap[] {
  const { kind, task } = gap;
  if (task === undefined || (kind !== "auto" && kind !== "undeclared")) return [gap];
  const reason = own.unknown.get(task) ?? other?.unknown.get(task);
  if (reason !== undefined)
    return kind === "auto" && reason !== "" ? [{ ...gap, message: `${gap.message}: ${reason}` }] : [gap];
  return own.complete.has(task) && (kind === "auto" || own.projects.has(task)) ? [] : [gap];
}

/** Whether a task has a type of the catalogue. Without such a task there is nothing to infer. */
function touchesData(flow: Flow, find: FindEntry): boolean {
  const inBranches = (branches: readonly Branch[]): boolean =>
    branches.some(({ tasks }) =>
      tasks.some(({ type, branches: inner }) => find(type) !== undefined || inBranches(inner)),
    );
  return flow.triggers.some(({ type }) => find(type) !== undefined) || inBranches(flow.branches);
}

function distinctTies(ties: readonly Tie[]): readonly Tie[] {
  if (ties.length < 2) return ties;
  return [...new Map(ties.map((tie) => [tie.ids.join("\n"), tie])).values()];
}
