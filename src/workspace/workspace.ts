import type { GivenArguments } from "../blueprint/argument-values.ts";
import type { Blueprint } from "../blueprint/read-blueprint.ts";
import type { RenderedBlueprint } from "../blueprint/render-blueprint.ts";
import type { Affected } from "../changes/affected.ts";
import type { AssetHistory } from "../changes/asset-history.ts";
import type { ChangeImpact } from "../changes/change-impact.ts";
import type { ChangeReport } from "../changes/change-report.ts";
import type { Comparison } from "../changes/comparison.ts";
import type { OwnedImpact } from "../changes/owned-impact.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Drift } from "../drift/answer.ts";
import type { Graph } from "../graph/graph.ts";
import type { FlowId, Inventory } from "../model/model.ts";
import type { Event } from "../openlineage/event.ts";
import type { ListedBlueprint } from "./blueprint.ts";
import { checkConfiguredPaths, checkLink } from "./check-paths.ts";
import type { CheckSettings } from "./ci-base.ts";
import type { QueryOptions } from "./current-inventory.ts";
import type { Declared, DeclareRequest } from "./declare.ts";
import type { DriftOptions } from "./drift.ts";
import type { EventOptions } from "./events.ts";
import type { ImpactOptions } from "./impact-of.ts";
import type { LintOutcome } from "./lint-project.ts";
import type { LintRequest } from "./lint-request.ts";
import type { Merged } from "./merge.ts";
import type { OpenInventory } from "./open-store.ts";
import type { PageContext } from "./page-context.ts";
import type { ActivationOptions, Project, RevisionOptions, ValuesOptions } from "./project.ts";
import type { LiveQueryOptions, QueryAnswer } from "./query-assets.ts";
import type { CheckedStore, SavedScan, ScanRequest } from "./scan.ts";
import type { Selected, SelectOptions, Selector } from "./select.ts";
import type { ShipOptions, Shipped, ShipStep } from "./ship.ts";
import { storePath } from "./store-path.ts";
import type { AssetChains } from "./why.ts";

export interface WorkspaceOptions
  extends Partial<Pick<Project, "environment" | "note" | "progress">>,
    Pick<Project, "folder"> {
  /** Configuration file, relative to the folder; searched upwards from the folder when absent. */
  readonly config?: string;
  /** Follow links out of the working tree. */
  readonly followLinks?: boolean;
  /** The stored inventory, relative to the folder; from the configuration when absent. */
  readonly store?: string;
}

/**
 * One project: flows, configuration and stored inventory. All commands, servers and users of the API use it. Errors
 * with a remedy for the user are AssetsErrors.
 */
export interface Workspace extends Project {
  /**
   * Path from the root of the git repository to the folder of the configuration; "" for the root, or without a
   * repository.
   */
  readonly pathPrefix: () => Promise<string>;
  /** Reads the flows and writes the inventory. */
  readonly scan: (request: ScanRequest) => Promise<SavedScan>;
  /** Compares the stored inventory with the flows; writes nothing. */
  readonly check: (request: ScanRequest, from?: CheckSettings) => Promise<CheckedStore>;
  /** The inventory of the current flows, without access to the stored one. */
  readonly read: (request: ScanRequest) => Promise<OpenInventory>;
  /** The stored inventory, updated first unless `scan` is false. */
  readonly inventory: (options?: QueryOptions) => Promise<OpenInventory>;
  /** The assets of selections, in a current inventory. */
  readonly select: (texts: readonly string[], options?: SelectOptions) => Promise<Selected>;
  /** The one asset of a selection. */
  readonly selectOne: (
    text: string,
    options?: SelectOptions,
  ) => Promise<{ readonly graph: Graph; readonly id: string }>;
  /** A current inventory that takes selections one after another; with a text, also the one asset that it selects. */
  readonly openSelector: (options?: QueryOptions, text?: string) => Promise<Selector>;
  /** The assets of lines with ids, files and flows. */
  readonly selectNamed: (lines: string, options?: SelectOptions) => Promise<Selected>;
  /** The impact of one asset, with owners and started flows. */
  readonly impactOfAsset: (graph: Graph, id: string, options?: ImpactOptions) => Promise<OwnedImpact>;
  /** The impact of several assets. */
  readonly impactOf: (
    graph: Graph,
    nodes: readonly number[],
    options?: ImpactOptions & { readonly changedFlows?: readonly FlowId[] },
  ) => Promise<ChangeImpact>;
  /** The result of an expression with `assets()` on the declared assets. */
  readonly query: (expression: string, options?: LiveQueryOptions) => Promise<QueryAnswer>;
  readonly lint: (request: LintRequest) => Promise<LintOutcome>;
  /** Drafts the missing declarations of inferred assets, and writes them on request. */
  readonly declare: (request: DeclareRequest) => Promise<Declared>;
  /** Two states of the flows and their difference. Revisions as in `assets diff`. */
  readonly compare: (revisions: readonly string[], options?: RevisionOptions) => Promise<Comparison>;
  /** Difference, impact and owners of a change. */
  readonly diff: (revisions: readonly string[], options?: RevisionOptions) => Promise<ChangeReport>;
  /** Impact of the flow files that changed since a revision. */
  readonly impactSince: (
    revision: string,
    options?: ActivationOptions & ValuesOptions,
  ) => Promise<ChangeReport>;
  /** Flows and assets affected by changed flow files. */
  readonly affected: (
    revisions: readonly string[],
    options?: RevisionOptions & ActivationOptions,
  ) => Promise<Affected>;
  /** The history of one asset. */
  readonly history: (id: string, options?: ValuesOptions) => Promise<AssetHistory>;
  /** How the id of an asset in a current inventory came to be: expressions, cases, assumptions and callers. */
  readonly why: (graph: Graph, id: string, most?: number) => Promise<AssetChains>;
  /** The templated blueprints under paths. */
  readonly blueprints: (paths: readonly string[]) => Promise<readonly ListedBlueprint[]>;
  readonly blueprint: (file: string) => Promise<Blueprint>;
  /** The flow of a blueprint with these arguments. */
  readonly renderBlueprint: (blueprint: Blueprint, given: GivenArguments) => Promise<RenderedBlueprint>;
  /** Merges stored inventories of several repositories into a new store. */
  readonly merge: (sources: readonly string[], output: string) => Promise<Merged>;
  /** The differences between the inventory and an export of Kestra's AssetShipper. */
  readonly drift: (name: string, options: DriftOptions) => Promise<Drift>;
  /** A value for output, with literal secrets masked and a note with their number. */
  readonly withoutSecrets: <Value>(value: Value) => Promise<Value>;
  /** Contents of a page besides the inventory. */
  readonly pageContext: (graph: Graph) => Promise<PageContext>;
  /** OpenLineage events of an inventory. */
  readonly events: (inventory: Inventory, options?: EventOptions) => Promise<readonly Event[]>;
  /** Sends the inventory as OpenLineage events. */
  readonly ship: (options?: ShipOptions) => Promise<Shipped>;
  /** Runs the exporters of the AssetShipper tasks of a flow. */
  readonly shipFromFlow: (flow: string, options?: ShipOptions) => AsyncIterable<ShipStep>;
}

/** Opens the project of a folder. Throws a ConfigError for an invalid configuration. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { folder, config: file, store, environment = {}, note = ignore, progress = ignore } = options;
  const { followLinks = false } = options;
  const config = await loadConfig({ cwd: folder, followLinks, ...(file !== undefined && { file }) });
  checkConfiguredPaths({ ...config, ...(store !== undefined && { store: "." }) });
  const project: Project = {
    folder,
    config,
    isConfigNamed: file !== undefined,
    isStoreNamed: store !== undefined,
    store: storePath(folder, config, store),
    followLinks,
    environment,
    note,
    progress,
  };
  checkLink(config.folder, project.store, followLinks);
  // Operations are loaded on demand, so that a query does not wait for lint rules.
  return {
    ...project,
    pathPrefix: async () => {
      // Paths of a merged inventory begin with the name of their repository.
      if ((await import("./merged-store.ts")).isMergedStore(project)) return "";
      return (await import("../changes/find-repository.ts")).folderInRepository(config.folder) ?? "";
    },
    scan: async (request) => (await import("./scan.ts")).scanProject(project, request),
    check: async (request, from) => (await import("./scan.ts")).checkStore(project, request, from),
    read: async (request) => (await import("./scan.ts")).readInventory(project, request),
    inventory: async (how) => (await import("./current-inventory.ts")).currentInventory(project, how),
    select: async (texts, how) => (await import("./select.ts")).selectAssets(project, texts, how),
    selectOne: async (text, how) => (await import("./select.ts")).selectOne(project, text, how),
    openSelector: async (how = {}, text) => (await import("./select.ts")).openSelector(project, how, text),
    selectNamed: async (lines, how) => (await import("./named-assets.ts")).selectNamed(project, lines, how),
    impactOfAsset: async (graph, id, how) =>
      (await import("./impact-of.ts")).impactOfAsset(project, graph, id, how),
    impactOf: async (graph, nodes, how) =>
      (await import("./impact-of.ts")).impactOfAssets(project, graph, nodes, how),
    query: async (expression, how) =>
      (await import("./query-assets.ts")).queryAssets(project, expression, how),
    lint: async (request) => (await import("./lint-project.ts")).lintProject(project, request),
    declare: async (request) => (await import("./declare.ts")).declareAssets(project, request),
    compare: async (revisions, how) =>
      (await import("./compare.ts")).compareRevisions(project, revisions, how),
    diff: async (revisions, how) =>
      (await import("./change-answers.ts")).diffRevisions(project, revisions, how),
    impactSince: async (revision, how) =>
      (await import("./change-answers.ts")).impactSince(project, revision, how),
    affected: async (revisions, how) =>
      (await import("./change-answers.ts")).affectedRevisions(project, revisions, how),
    history: async (id, how) => (await import("./history.ts")).historyOfAsset(project, id, how),
    why: async (graph, id, most) => (await import("./why.ts")).explainAsset(project, graph, id, most),
    blueprints: async (paths) => (await import("./blueprint.ts")).listBlueprints(project, paths),
    blueprint: async (file) => (await import("./blueprint.ts")).openBlueprint(project, file),
    renderBlueprint: async (blueprint, given) =>
      (await import("./blueprint.ts")).renderWith(blueprint, given),
    merge: async (sources, output) => (await import("./merge.ts")).mergeStores(project, sources, output),
    drift: async (name, how) => (await import("./drift.ts")).driftOf(project, name, how),
    withoutSecrets: async (value) => (await import("./without-secrets.ts")).withoutSecrets(project, value),
    pageContext: async (graph) => (await import("./page-context.ts")).pageContext(project, graph),
    events: async (inventory, how) => (await import("./events.ts")).makeEvents(project, inventory, how),
    ship: async (how = {}) => (await import("./ship.ts")).shipInventory(project, how),
    shipFromFlow: async function* (flow, how = {}) {
      yield* (await import("./ship.ts")).shipFromFlow(project, flow, how);
    },
  };
}

const ignore = () => {};
