/**
 * The public API: open a project, scan its flows, query the inventory, print the answer. Every answer is a plain value;
 * nothing is printed, and only the stored inventory and the cache are written.
 *
 * @example
 * const workspace = await openWorkspace({ folder: process.cwd() });
 * const { graph } = await workspace.read({ paths: ["flows"], settings: {} });
 * const answer = impact(graph, "sample_data.nyc.taxi");
 * process.stdout.write(impactText(answer, { style: plainStyle, width: DEFAULT_WIDTH }));
 */

export type {
  Direction,
  Hop,
  Impact,
  KnownGaps,
  Lineage,
  Reached,
  TaskRef,
  Walk,
  WalkEnd,
} from "./graph/answer.ts";
export { type AssetDetails, details } from "./graph/details.ts";
export { downstream } from "./graph/downstream.ts";
export { createExplorer, type GraphExplorer } from "./graph/explorer.ts";
export { createGraph, type Graph } from "./graph/graph.ts";
export { impact } from "./graph/impact.ts";
export { type LineageOptions, lineage } from "./graph/lineage.ts";
export { type AssetFilter, type CountedAsset, type ListedAsset, listAssets } from "./graph/list.ts";
export { roots } from "./graph/roots.ts";
export { upstream } from "./graph/upstream.ts";
export { type Usage, type Usages, usages } from "./graph/usages.ts";
export type { WalkOptions } from "./graph/walk.ts";
export type { Finding, Severity } from "./lint/finding.ts";
export { DEFAULT_SETTINGS, type LintSettings } from "./lint/settings.ts";
export type * from "./model/model.ts";
export { type Summary, summarize } from "./model/summary.ts";
export { jsonReport, OUTPUT_VERSION } from "./report/json.ts";
export { DEFAULT_WIDTH, type TextOptions } from "./report/options.ts";
export { plainStyle, type Style } from "./report/style.ts";
export { detailsText } from "./report/text/details.ts";
export { impactText } from "./report/text/impact.ts";
export { lineageText } from "./report/text/lineage.ts";
export { listText } from "./report/text/list.ts";
export { type ScanAnswer, scanText } from "./report/text/scan.ts";
export { differences, type StoreDifference } from "./store/differences.ts";
export { readStore, type StoredInventory } from "./store/read-store.ts";
export { StoreError, type StoreProblem } from "./store/store-error.ts";
export { serializeStore, writeStore } from "./store/write-store.ts";
export { AssetsError, type ExitCode } from "./util/errors.ts";
export { suggest } from "./util/suggest.ts";
export { type LintedFiles, type LintFilesOptions, lintFiles } from "./workspace/lint.ts";
export type { RevisionOptions } from "./workspace/project.ts";
export {
  openWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from "./workspace/workspace.ts";
