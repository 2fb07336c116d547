import type { Branch, Flow } from "../flows/flow.ts";
import type { FileContents } from "../flows/read-flow-file.ts";
import type { FileResult, ResolvedFlow } from "../model/declared.ts";
import type { Tie } from "../model/model.ts";
import { onBothLines } from "../resolve/both-lines.ts";
import { resolveInDetail } from "../resolve/index.ts";
import type { ResolveOptions } from "../resolve/options.ts";
import { resolveFile } from "../resolve/resolve-file.ts";
import type { CatalogueEntry, CatalogueGroup } from "./catalogue/entry.ts";
import { createCatalogue, type FindEntry } from "./catalogue/index.ts";
import { type TracedFlow, traceFlow } from "./dataflow/trace-flow.ts";
import type { FindSqlFile } from "./task/sql/sql-file.ts";

export { CATALOGUE_GROUPS, type CatalogueEntry, type CatalogueGroup } from "./catalogue/entry.ts";
export type { FindSqlFile } from "./task/sql/sql-file.ts";

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
 * @param findSqlFile absent: SQL in files is not known
 */
export function readFile(
  contents: FileContents,
  options: ReadOptions,
  findSqlFile?: FindSqlFile,
): FileResult {
  const { infer } = options;
  if (infer === undefined) return resolveFile(contents, options);
  const find = catalogueOf(infer);
  return resolveFile(contents, options, (flow) => inferFlow(flow, options, find, findSqlFile));
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
  findSqlFile: FindSqlFile | undefined,
): ResolvedFlow {
  const { resolved, own, onOtherLine } = resolveInDetail(flow, options);
  if (!touchesData(flow, find)) return resolved;
  const reading = { findSqlFile, written: options.written === true };
  const traced = traceFlow(own, find, reading);
  const other = onOtherLine();
  const otherTraced = other && traceFlow(other, find, reading);
  const both: Pick<TracedFlow, "bundles" | "gaps"> =
    other && otherTraced
      ? onBothLines(traced, otherTraced, own.context.lineUse.line(), other.context.lineUse.line())
      : traced;
  const ties = distinctTies([...traced.ties, ...(otherTraced?.ties ?? [])]);
  return {
    ...resolved,
    bundles: both.bundles.length > 0 ? [...resolved.bundles, ...both.bundles] : resolved.bundles,
    gaps: both.gaps.length > 0 ? [...resolved.gaps, ...both.gaps] : resolved.gaps,
    ...(ties.length > 0 && { ties }),
  };
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
  return [...new Map(ties.map((each) => [each.ids.join("\n"), each])).values()];
}
