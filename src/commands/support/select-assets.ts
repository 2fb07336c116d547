import type { Difference } from "../../changes/compared.ts";
import { GitError } from "../../changes/git-error.ts";
import { createOwners, type Owners } from "../../changes/owners.ts";
import { AssetsError } from "../../errors.ts";
import { assetAt, createGraph, type Graph } from "../../graph/graph.ts";
import type { Inventory } from "../../inventory/model.ts";
import type { Selection } from "../../selection/ast.ts";
import type { SelectionContext } from "../../selection/context.ts";
import { parseSelection } from "../../selection/parse.ts";
import { select } from "../../selection/select.ts";
import { currentInventory, type QueryOptions } from "./current-inventory.ts";
import { findAsset } from "./find-asset.ts";
import type { Program } from "./program.ts";
import { configFolder, pathInInventory } from "./shown-path.ts";

export interface SelectOptions extends QueryOptions {
  /** A revision: `state:` compares with it, and what is gone since can be selected too. */
  readonly base?: string;
  readonly failOnEmpty?: boolean;
}

/** What selections are asked of. */
export interface Selectable {
  readonly graph: Graph;
  readonly context: SelectionContext;
  readonly difference?: Difference;
}

/**
 * Brings the inventory up to date and makes it ready for selections. With a base the graph holds what was there as well.
 *
 * @param texts the selections; owners are looked up only when one of them asks for an owner
 */
export async function selectable(
  program: Program,
  texts: readonly string[],
  options: SelectOptions,
): Promise<Selectable> {
  const current = await currentInventory(program, options);
  const folder = await configFolder(program, options);
  const pathOf = (path: string) => pathInInventory(program, folder, path);
  const asksOwner = texts.some((text) => text.includes("owner:"));
  if (options.base === undefined) {
    const { inventory, graph } = current;
    const owners = createOwners(inventory, asksOwner ? await codeOwners(folder) : undefined);
    return { graph, context: { graph, ownersOf: named(owners), pathOf } };
  }
  const { assetStates } = await import("../../changes/compare.ts");
  const { uniteInventories } = await import("../../changes/union.ts");
  const { compareForCommand } = await import("./compare-options.ts");
  const { sides, difference, owners } = await compareForCommand(program, [options.base], options);
  const graph = createGraph(uniteInventories(sides));
  return {
    graph,
    difference,
    context: { graph, ownersOf: named(owners), states: assetStates(difference), pathOf },
  };
}

function named(owners: Owners): SelectionContext["ownersOf"] {
  return (asset) => owners.ofAsset(asset).map((owner) => owner.name);
}

/** Outside a repository nobody owns code; metadata and labels still count. */
async function codeOwners(folder: string): Promise<(file: string) => readonly string[]> {
  const { codeOwnersOf } = await import("../../changes/code-owners-file.ts");
  const { openRepository } = await import("../../changes/repository.ts");
  try {
    return await codeOwnersOf(await openRepository(folder));
  } catch (error) {
    if (error instanceof GitError) return () => [];
    throw error;
  }
}

/**
 * The nodes that a selection means, sorted by id. A single id must be there; parts of a longer selection that name
 * nothing are noted, and so is an empty result. Throws an AssetsError when nothing is selected and that was forbidden.
 */
export function selectNodes(
  program: Program,
  { graph, context }: Selectable,
  text: string,
  options: Pick<SelectOptions, "failOnEmpty">,
): readonly number[] {
  const id = singleId(parseSelection(text));
  if (id !== undefined) findAsset(graph, id);
  const { nodes, unmatched } = select(text, context);
  for (const { atom, near } of unmatched) {
    const meant = near.length > 0 ? `; did you mean ${near.map((each) => `"${each}"`).join(", ")}?` : "";
    program.note(`note: nothing in the inventory is "${partText(atom)}"${meant}`);
  }
  if (nodes.length === 0) {
    if (options.failOnEmpty) {
      throw new AssetsError(`"${text}" selects no asset`, {
        hint: "`assets list` shows all; without --fail-on-empty an empty result is only noted.",
        exitCode: 3,
      });
    }
    program.note(`note: "${text}" selects no asset`);
  }
  return nodes;
}

/** The id of the one asset that a selection means. Throws an AssetsError when it means several, or none. */
export function selectOne(program: Program, asked: Selectable, text: string): string {
  const [first, ...others] = selectNodes(program, asked, text, { failOnEmpty: true });
  if (first === undefined) throw new RangeError("an empty selection is an error already");
  const idOf = (node: number) => assetAt(asked.graph, node).id;
  if (others.length === 0) return idOf(first);
  const shown = [first, ...others].slice(0, 5).map((node) => `"${idOf(node)}"`);
  const more = others.length + 1 > shown.length ? ` and ${others.length + 1 - shown.length} more` : "";
  throw new AssetsError(`"${text}" is ambiguous: it selects ${others.length + 1} assets, and one is needed`, {
    hint: `Name one of ${shown.join(", ")}${more}.`,
  });
}

/** The id, when a selection is nothing but one. A glob may well match nothing. */
function singleId(selection: Selection): string | undefined {
  if (selection.kind !== "atom" || selection.method !== "id") return undefined;
  return selection.quoted || !/[*?]/.test(selection.value) ? selection.value : undefined;
}

function partText({ method, key, value }: { method: string; key?: string; value: string }): string {
  return method === "id" ? value : `${method}${key === undefined ? "" : `.${key}`}:${value}`;
}

/** Who owns what in an inventory, by metadata, labels and the CODEOWNERS file of the working tree. */
export async function ownersFor(
  program: Program,
  inventory: Inventory,
  options: Pick<QueryOptions, "config">,
): Promise<Owners> {
  return createOwners(inventory, await codeOwners(await configFolder(program, options)));
}
