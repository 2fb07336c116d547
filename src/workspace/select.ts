import type { InventoryDifference } from "../changes/compared.ts";
import { GitError } from "../changes/git-error.ts";
import { assetAt, bundlesAt, createGraph, type Graph, requireNode } from "../graph/graph.ts";
import type { FlowId, Inventory, Side } from "../model/model.ts";
import { createOwners, type Owners } from "../model/owners.ts";
import type { Atom, Selection } from "../selection/ast.ts";
import type { SelectionContext } from "../selection/context.ts";
import type { Unmatched } from "../selection/evaluate.ts";
import { flowsMeant } from "../selection/flows-meant.ts";
import { parseSelection } from "../selection/parse.ts";
import { select } from "../selection/select.ts";
import { AssetsError } from "../util/errors.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import { pathInInventory } from "./file-path.ts";
import { findAsset } from "./find-asset.ts";
import { findInferred } from "./find-inferred.ts";
import type { Project } from "./project.ts";
import { searchAssets } from "./search-assets.ts";

export interface SelectOptions extends QueryOptions {
  /** Base revision of `state:`; its removed assets can be selected too. */
  readonly base?: string;
  /** Meaning of flows and files in a selection: reads, writes or both. */
  readonly side?: Side;
  /** A single bare word selects each asset with the word in its id, if there is any. */
  readonly search?: boolean;
  /** Throw an AssetsError (exit code 3) for an empty selection. */
  readonly failOnEmpty?: boolean;
}

/** Whether a selection is the id of one asset or an ending of it, without globs and operators. */
export function isOneId(graph: Graph, text: string): boolean {
  return findInferred(graph, text) !== undefined || singleId(parseSelection(text)) !== undefined;
}

/** The result of selections. */
export interface Selected {
  readonly graph: Graph;
  /** With a base: the changes since. */
  readonly difference?: InventoryDifference;
  /** The nodes of each selection, sorted by id. */
  readonly nodes: readonly (readonly number[])[];
  /** Flows in the selections: from `flow:`, `writes:`, `path:` or `label:`, alone or joined by "or". */
  readonly flows: () => readonly FlowId[];
}

interface Selectable extends Omit<Selected, "nodes" | "flows"> {
  readonly context: SelectionContext;
}

/**
 * Updates the inventory and evaluates selections on it. With a base, the graph also contains the assets of the base. A
 * selection of a single id must exist; parts of a longer selection without a match are noted, and so is an empty
 * result.
 */
export async function selectAssets(
  project: Project,
  texts: readonly string[],
  options: SelectOptions = {},
): Promise<Selected> {
  const { context, ...rest } = await selectable(project, texts, options);
  return {
    ...rest,
    nodes: texts.map((text) => selectNodes(project, context, text, options)),
    flows: () =>
      texts.flatMap((text) =>
        findInferred(context.graph, text) === undefined ? flowsMeant(parseSelection(text), context) : [],
      ),
  };
}

/** An open inventory with its selections. Owners are those in metadata and labels. */
export interface Selector {
  readonly graph: Graph;
  /** The nodes of a selection, sorted by id. Throws a SelectionError. */
  readonly nodesOf: (text: string) => readonly number[];
  /** The only asset of the text that the selector was opened for. Throws an AssetsError for several or none. */
  readonly only: () => string;
}

/** @param text a selection of one asset, for `only` */
export async function openSelector(project: Project, options: QueryOptions, text = ""): Promise<Selector> {
  const { graph, context } = await selectable(project, [text], options);
  return {
    graph,
    nodesOf: (selector) => select(selector, context).nodes,
    only: () => onlyId(graph, text, selectNodes(project, context, text, { ...options, failOnEmpty: true })),
  };
}

/** The nodes of a selection in an inventory that is already open. */
export function selectIn(
  project: Project,
  graph: Graph,
  text: string,
  options: Pick<SelectOptions, "search" | "failOnEmpty" | "side"> = {},
): readonly number[] {
  const { config, folder } = project;
  const context: SelectionContext = {
    graph,
    ownersOf: namesOf(createOwners(graph.inventory)),
    pathOf: (path) => pathInInventory(folder, config.folder, path),
    ...(options.side && { side: options.side }),
  };
  return selectNodes(project, context, text, options);
}

/** The only node of a selection. Throws an AssetsError for several or none. */
export async function selectOne(
  project: Project,
  text: string,
  options: SelectOptions = {},
): Promise<{ readonly graph: Graph; readonly id: string }> {
  const { graph, nodes } = await selectAssets(project, [text], { ...options, failOnEmpty: true });
  return { graph, id: onlyId(graph, text, nodes[0] ?? []) };
}

function onlyId(graph: Graph, text: string, nodes: readonly number[]): string {
  const ids = nodes.map((node) => assetAt(graph, node).id);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  const shown = ids.slice(0, 5).map((id) => `"${id}"`);
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : "";
  throw new AssetsError(`"${text}" is ambiguous: it selects ${ids.length} assets, but one is required`, {
    hint: `Use one of ${shown.join(", ")}${more}.`,
  });
}

/** Owners of everything in a graph, from metadata, labels and the CODEOWNERS file of the working tree. */
export async function ownersIn({ config }: Project, graph: Graph): Promise<Owners> {
  const writersOf = (id: string) => bundlesAt(graph, graph.writers, requireNode(graph, id));
  return createOwners(graph.inventory, await ownersOfFiles(config.folder, graph.inventory), writersOf);
}

/** CODEOWNERS of the working tree; files of a merged inventory belong to other repositories. */
async function ownersOfFiles(folder: string, { repositories }: Inventory) {
  return repositories === undefined ? codeOwners(folder) : undefined;
}

/** The current inventory, with the data for selections. */
export async function selectable(
  project: Project,
  texts: readonly string[],
  { base, side, ...how }: SelectOptions,
): Promise<Selectable> {
  const { inventory, graph } = await currentInventory(project, how);
  const { folder } = project.config;
  const pathOf = (path: string) => pathInInventory(project.folder, folder, path);
  const shared = { pathOf, ...(side && { side }) };
  const asksOwner = texts.some((text) => text.includes("owner:"));
  if (base === undefined) {
    const owners = createOwners(inventory, asksOwner ? await ownersOfFiles(folder, inventory) : undefined);
    return { graph, context: { graph, ownersOf: namesOf(owners), ...shared } };
  }
  const { assetStates } = await import("../changes/compare.ts");
  const { uniteInventories } = await import("../changes/union.ts");
  const { compareRevisions } = await import("./compare.ts");
  const { sides, difference, owners } = await compareRevisions(project, [base]);
  const united = createGraph(uniteInventories(sides));
  return {
    graph: united,
    difference,
    context: { graph: united, ownersOf: namesOf(owners), states: assetStates(difference), ...shared },
  };
}

function namesOf(owners: Owners): SelectionContext["ownersOf"] {
  return (asset) => owners.ofAsset(asset).map((owner) => owner.name);
}

/** CODEOWNERS needs a repository; metadata and labels do not. */
async function codeOwners(folder: string): Promise<(file: string) => readonly string[]> {
  const { codeOwnersOf } = await import("../changes/code-owners-file.ts");
  const { openRepository } = await import("../changes/repository.ts");
  try {
    return await codeOwnersOf(await openRepository(folder));
  } catch (error) {
    if (error instanceof GitError) return () => [];
    throw error;
  }
}

/** The nodes of one selection, with notes about parts without a match. */
export function selectNodes(
  { note }: Project,
  context: SelectionContext,
  text: string,
  options: SelectOptions,
): readonly number[] {
  const searched = options.search ? searchAssets(context.graph, text) : [];
  if (searched.length > 0) return searched;
  const inferred = findInferred(context.graph, text);
  if (inferred !== undefined) return [inferred];
  const id = singleId(parseSelection(text));
  if (id !== undefined) findAsset(context.graph, id);
  const { nodes, unmatched } = select(text, context);
  for (const selector of unmatched) note(`note: ${unmatchedText(selector, context)}`);
  if (nodes.length === 0) reportEmpty(text, note, options);
  return nodes;
}

/** An empty selection is an error with `failOnEmpty`, otherwise a warning. */
export function reportEmpty(text: string, note: Project["note"], { failOnEmpty }: SelectOptions): void {
  if (failOnEmpty) {
    throw new AssetsError(`"${text}" selects no asset`, {
      hint: "`assets list` shows all assets; omit --fail-on-empty to allow an empty result.",
      exitCode: 3,
    });
  }
  note(`warning: "${text}" selects no asset`);
}

function unmatchedText({ atom, isSilent, near }: Unmatched, { side }: SelectionContext): string {
  if (isSilent) return silentText(atom, side);
  const meant = near.length > 0 ? `; did you mean ${near.map((similar) => `"${similar}"`).join(", ")}?` : "";
  return `no match for "${partText(atom)}"${meant}`;
}

/** Distinguishes flows without declarations from unknown flows. */
function silentText(atom: Atom, side: Side | undefined): string {
  if (atom.method === "namespace") {
    return `flows are in the namespace "${atom.value}", but no asset declares it`;
  }
  const asked = atom.method === "writes" ? "outputs" : atom.method === "reads" ? "inputs" : side;
  return `"${partText(atom)}" exists but declares no ${asked ?? "assets"}`;
}

/** The id of a selection without operators. A glob may have no match. */
function singleId(selection: Selection): string | undefined {
  if (selection.kind !== "atom" || selection.method !== "id") return undefined;
  return selection.quoted || !/[*?]/.test(selection.value) ? selection.value : undefined;
}

function partText({ method, key, value }: { method: string; key?: string; value: string }): string {
  return method === "id" ? value : `${method}${key === undefined ? "" : `.${key}`}:${value}`;
}
