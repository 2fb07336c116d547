import type { Difference } from "../changes/compared.ts";
import { GitError } from "../changes/git-error.ts";
import { createOwners, type Owners } from "../changes/owners.ts";
import { assetAt, createGraph, type Graph } from "../graph/graph.ts";
import type { Inventory } from "../model/model.ts";
import type { Selection } from "../selection/ast.ts";
import type { SelectionContext } from "../selection/context.ts";
import { parseSelection } from "../selection/parse.ts";
import { select } from "../selection/select.ts";
import { AssetsError } from "../util/errors.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import { pathInInventory } from "./file-path.ts";
import { findAsset } from "./find-asset.ts";
import { findInferred } from "./find-inferred.ts";
import type { Project } from "./project.ts";

export interface SelectOptions extends QueryOptions {
  /** A revision: `state:` compares with it, and assets that are gone since can be selected too. */
  readonly base?: string;
  /** Throw an AssetsError (exit code 3) when a selection is empty. */
  readonly failOnEmpty?: boolean;
}

/** The answer to selections. */
export interface Selected {
  readonly graph: Graph;
  /** With a base: what changed since. */
  readonly difference?: Difference;
  /** The nodes of each selection, by id. */
  readonly nodes: readonly (readonly number[])[];
}

interface Selectable extends Omit<Selected, "nodes"> {
  readonly context: SelectionContext;
}

/**
 * Brings the inventory up to date and evaluates selections on it. With a base the graph also holds the assets of the
 * base. The single id that a selection may be must exist; parts of a longer selection that match nothing are noted, and
 * so is an empty result.
 */
export async function selectAssets(
  project: Project,
  texts: readonly string[],
  options: SelectOptions = {},
): Promise<Selected> {
  const { context, ...rest } = await selectable(project, texts, options);
  return { ...rest, nodes: texts.map((text) => selectNodes(project, context, text, options)) };
}

/** The only node of a selection. Throws an AssetsError when it has several, or none. */
export async function selectOne(
  project: Project,
  text: string,
  options: SelectOptions = {},
): Promise<{ readonly graph: Graph; readonly id: string }> {
  const { graph, nodes } = await selectAssets(project, [text], { ...options, failOnEmpty: true });
  const ids = (nodes[0] ?? []).map((node) => assetAt(graph, node).id);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return { graph, id: only };
  const shown = ids.slice(0, 5).map((id) => `"${id}"`);
  const more = ids.length > shown.length ? ` and ${ids.length - shown.length} more` : "";
  throw new AssetsError(`"${text}" is ambiguous: it selects ${ids.length} assets, and one is needed`, {
    hint: `Name one of ${shown.join(", ")}${more}.`,
  });
}

/** Owners of everything in an inventory, by metadata, labels and the CODEOWNERS file of the working tree. */
export async function ownersOf({ config }: Project, inventory: Inventory): Promise<Owners> {
  return createOwners(inventory, await codeOwners(config.folder));
}

async function selectable(
  project: Project,
  texts: readonly string[],
  { base, ...how }: SelectOptions,
): Promise<Selectable> {
  const { inventory, graph } = await currentInventory(project, how);
  const { folder } = project.config;
  const pathOf = (path: string) => pathInInventory(project.folder, folder, path);
  const asksOwner = texts.some((text) => text.includes("owner:"));
  if (base === undefined) {
    const owners = createOwners(inventory, asksOwner ? await codeOwners(folder) : undefined);
    return { graph, context: { graph, ownersOf: namesOf(owners), pathOf } };
  }
  const { assetStates } = await import("../changes/compare.ts");
  const { uniteInventories } = await import("../changes/union.ts");
  const { compareRevisions } = await import("./compare.ts");
  const { sides, difference, owners } = await compareRevisions(project, [base]);
  const united = createGraph(uniteInventories(sides));
  return {
    graph: united,
    difference,
    context: { graph: united, ownersOf: namesOf(owners), states: assetStates(difference), pathOf },
  };
}

function namesOf(owners: Owners): SelectionContext["ownersOf"] {
  return (asset) => owners.ofAsset(asset).map((owner) => owner.name);
}

/** Outside a repository nobody owns code; metadata and labels still count. */
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

function selectNodes(
  { note }: Project,
  context: SelectionContext,
  text: string,
  { failOnEmpty }: SelectOptions,
): readonly number[] {
  const inferred = findInferred(context.graph, text);
  if (inferred !== undefined) return [inferred];
  const id = singleId(parseSelection(text));
  if (id !== undefined) findAsset(context.graph, id);
  const { nodes, unmatched } = select(text, context);
  for (const { atom, near } of unmatched) {
    const meant = near.length > 0 ? `; did you mean ${near.map((each) => `"${each}"`).join(", ")}?` : "";
    note(`note: nothing in the inventory is "${partText(atom)}"${meant}`);
  }
  if (nodes.length > 0) return nodes;
  if (failOnEmpty) {
    throw new AssetsError(`"${text}" selects no asset`, {
      hint: "`assets list` shows all; without --fail-on-empty an empty result is only noted.",
      exitCode: 3,
    });
  }
  note(`note: "${text}" selects no asset`);
  return nodes;
}

/** The id, when a selection is nothing but one. A glob may well match nothing. */
function singleId(selection: Selection): string | undefined {
  if (selection.kind !== "atom" || selection.method !== "id") return undefined;
  return selection.quoted || !/[*?]/.test(selection.value) ? selection.value : undefined;
}

function partText({ method, key, value }: { method: string; key?: string; value: string }): string {
  return method === "id" ? value : `${method}${key === undefined ? "" : `.${key}`}:${value}`;
}
