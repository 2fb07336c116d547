import { basename, dirname, resolve } from "node:path";
import { mergeInventories, type NamedInventory, nameRepository } from "../model/merge-inventories.ts";
import type { Asset, FlowId, Inventory } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import { readStore } from "../store/read-store.ts";
import { serializeStore, writeStore } from "../store/write-store.ts";
import { contentIdOf } from "../util/content-id.ts";
import { AssetsError } from "../util/errors.ts";
import { checkLink } from "./check-paths.ts";
import type { Project } from "./project.ts";

/** The result of a merge: its extent, and what only several repositories together show. */
export interface Merged {
  readonly output: string;
  readonly repositories: readonly { readonly name: string; readonly flows: number }[];
  readonly totals: { readonly flows: number; readonly assets: number; readonly gaps: number };
  /** Read in one repository and written in another. */
  readonly linked: readonly {
    readonly id: string;
    readonly writtenIn: readonly string[];
    readonly readIn: readonly string[];
  }[];
  /** Assets with another type or namespace in another repository. */
  readonly conflicts: readonly Pick<Required<Asset>, "id" | "claims">[];
  /** Flows with the same namespace and id in several repositories. */
  readonly duplicates: readonly (FlowId & { readonly repositories: readonly string[] })[];
}

/**
 * Merges stored inventories into one and writes it. Throws an AssetsError for an inventory without a unique name,
 * two states of one repository, and several tenants.
 *
 * @param sources `file` or `name=file`, relative to the current folder
 * @param output file of the result, .json or .ion
 */
export function mergeStores(project: Project, sources: readonly string[], output: string): Merged {
  const target = { path: resolve(project.folder, output), shown: output };
  checkLink(project.config.folder, target, project.followLinks);
  const named = sources.map((source) => readNamed(project, source));
  checkTenants(named);
  checkStates(named);
  const merged = mergeInventories(named.map(({ inventory }) => inventory));
  writeStore(target.path, serializeStore(merged, target.path), target.shown);
  return { output, ...describe(merged) };
}

interface Source {
  readonly shown: string;
  readonly inventory: NamedInventory;
}

const NAMED = /^([A-Za-z0-9][A-Za-z0-9._-]*)=(.+)$/s;

function readNamed({ folder, config, followLinks }: Project, source: string): Source {
  const [, given, file = source] = NAMED.exec(source) ?? [];
  const path = resolve(folder, file);
  checkLink(config.folder, { path, shown: file }, followLinks);
  const { inventory } = readStore(path, file);
  return { shown: file, inventory: nameRepository(inventory, given ?? nameOf(path)) };
}

/** The name of the file, or of the folder of a default inventory. */
function nameOf(path: string): string {
  const file = basename(path).replace(/\.(?:json|ion)$/i, "");
  const folder = dirname(path);
  const name =
    file !== "inventory" ? file : basename(basename(folder) === ".assets" ? dirname(folder) : folder);
  // Names become the first part of paths.
  return name.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9._-]/g, "") || "repository";
}

function checkTenants(sources: readonly Source[]): void {
  const [first] = sources;
  const differing = sources.find(({ inventory }) => inventory.tenant !== first?.inventory.tenant);
  if (first === undefined || differing === undefined) return;
  throw new AssetsError(
    `"${first.shown}" is of the tenant "${first.inventory.tenant}", but "${differing.shown}" of "${differing.inventory.tenant}"`,
    { hint: "An id names one asset of one tenant: merge the inventories of each tenant." },
  );
}

/** Throws if a repository is there in two states, or two repositories share a name. */
function checkStates(sources: readonly Source[]): void {
  const known = new Map<string, { readonly shown: string; readonly state: string }>();
  const names = sources.flatMap(({ inventory }) => inventory.repositories.map(({ name }) => name));
  if (new Set(names).size === names.length) return;
  for (const { shown, inventory } of sources) {
    for (const [name, state] of repositoryStates(inventory)) {
      const before = known.get(name);
      if (before !== undefined && before.state !== state)
        throw new AssetsError(`"${before.shown}" and "${shown}" differ in the repository "${name}"`, {
          hint: "Scan it again and merge anew, or name the repositories: `assets merge sales=a.json crm=b.json`.",
        });
      known.set(name, { shown, state });
    }
  }
}

/** The contents of each repository, independent of other repositories in the inventory. */
function repositoryStates(inventory: NamedInventory): Map<string, string> {
  const records = new Map(
    inventory.repositories.map((repository) => [repository.name, [JSON.stringify(repository)]]),
  );
  const { flows, tasks, bundles, activations, gaps, inert, ties = [] } = inventory;
  for (const list of [flows, tasks, bundles, activations, gaps, inert, ties])
    for (const record of list) records.get(repositoryOf(record.place.file))?.push(JSON.stringify(record));
  return new Map(
    [...records].map(([name, texts]) => [name, contentIdOf(Buffer.from(texts.sort(compareText).join("\n")))]),
  );
}

function repositoryOf(path: string): string {
  return path.split("/", 1)[0] ?? "";
}

function describe(merged: NamedInventory): Omit<Merged, "output"> {
  const flows = groupRepositories(merged.flows, (flow) => JSON.stringify([flow.namespace, flow.flow]));
  const numbers = new Map<string, number>();
  for (const { place } of merged.flows)
    numbers.set(repositoryOf(place.file), (numbers.get(repositoryOf(place.file)) ?? 0) + 1);
  return {
    repositories: merged.repositories.map(({ name }) => ({ name, flows: numbers.get(name) ?? 0 })),
    totals: {
      flows: merged.flows.length,
      assets: merged.assets.length,
      gaps: merged.gaps.length,
    },
    linked: linkedAssets(merged),
    conflicts: merged.assets.flatMap(({ id, claims = [] }) =>
      new Set(claims.map(({ place }) => repositoryOf(place.file))).size > 1 ? [{ id, claims }] : [],
    ),
    duplicates: [...flows]
      .filter(([, repositories]) => repositories.size > 1)
      .map(([key, repositories]) => {
        const [namespace, flow] = JSON.parse(key) as [string, string];
        return { namespace, flow, repositories: [...repositories].sort(compareText) };
      }),
  };
}

function groupRepositories<Item extends { readonly place: { readonly file: string } }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key) ?? new Set<string>();
    if (group.size === 0) groups.set(key, group);
    group.add(repositoryOf(item.place.file));
  }
  return groups;
}

/** Assets with a reader in a repository that does not write them, while another one does. */
function linkedAssets({ bundles }: Inventory): Merged["linked"] {
  const writers = groupRepositories(
    bundles.flatMap(({ outputs }) => outputs),
    ({ id }) => id,
  );
  const readers = groupRepositories(
    bundles.flatMap(({ inputs }) => inputs),
    ({ id }) => id,
  );
  return [...readers]
    .flatMap(([id, readIn]) => {
      const writtenIn = writers.get(id);
      if (writtenIn === undefined || [...readIn].every((name) => writtenIn.has(name))) return [];
      return [{ id, writtenIn: [...writtenIn].sort(compareText), readIn: [...readIn].sort(compareText) }];
    })
    .sort((a, b) => compareText(a.id, b.id));
}
