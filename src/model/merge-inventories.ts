import type { DeclaredEntry, EntryClaim } from "./declared.ts";
import { type AssetMention, type MentionPlace, mergeMentions } from "./merge-assets.ts";
import {
  type Asset,
  type Bundle,
  type FileCounts,
  INVENTORY_VERSION,
  type Inventory,
  type Place,
  type RepositoryRecord,
} from "./model.ts";
import {
  compareActivations,
  compareFlowRecords,
  compareGaps,
  compareInert,
  compareTaskRecords,
  compareText,
  compareTies,
  orderBundles,
} from "./order.ts";
import { isPattern } from "./pattern.ts";
import { PatternIndex } from "./pattern-index.ts";

/** An inventory whose places begin with the name of their repository. */
export type NamedInventory = Inventory & { readonly repositories: readonly RepositoryRecord[] };

/**
 * An inventory as that of one repository: the name becomes the first part of every path. A merged inventory has names
 * already.
 */
export function nameRepository(inventory: Inventory, name: string): NamedInventory {
  const { repositories, settings, ...rest } = inventory;
  if (repositories !== undefined) return { ...rest, repositories };
  const { roots, files } = rest;
  return {
    ...(withPrefix(rest, `${name}/`) as typeof rest),
    roots: roots.map((root) => (root === "." ? name : `${name}/${root}`)),
    repositories: [{ name, roots, files, ...(settings && { settings }) }],
  };
}

/** Maps with keys of the user; they hold no places. */
const FREE: ReadonlySet<string> = new Set(["metadata", "labels"]);

function withPrefix(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withPrefix(item, prefix));
  if (typeof value !== "object" || value === null) return value;
  if (isPlace(value)) return { ...value, file: prefix + value.file };
  const fields = Object.entries(value);
  return Object.fromEntries(
    fields.map(([key, member]) => [key, FREE.has(key) ? member : withPrefix(member, prefix)]),
  );
}

function isPlace(value: object): value is Place {
  return "file" in value && "line" in value && "column" in value && typeof value.file === "string";
}

/**
 * One inventory of several repositories, independent of their order. Equal records are one, so that an inventory merged
 * with itself is itself. Assets of one id become one: an external asset that another repository writes is linked, and
 * differing types and namespaces keep every claim. Linear, apart from sorting.
 *
 * @param inventories of one tenant, at least one; records of a repository in several of them must be equal
 */
export function mergeInventories(inventories: readonly NamedInventory[]): NamedInventory {
  const all = [...inventories].sort((a, b) => compareText(namesOf(a), namesOf(b)));
  const repositories = distinct(all.flatMap((part) => part.repositories)).sort((a, b) =>
    compareText(a.name, b.name),
  );
  const whole = all.find((part) => part.repositories.length === repositories.length);
  const [first] = all;
  if (whole !== undefined || first === undefined) return whole ?? fail();
  const bundles = distinct(all.flatMap((part) => part.bundles)).sort(orderBundles);
  const ties = distinct(all.flatMap((part) => part.ties ?? [])).sort(compareTies);
  return {
    version: INVENTORY_VERSION,
    tenant: first.tenant,
    roots: distinct(all.flatMap((part) => part.roots)).sort(compareText),
    repositories,
    files: sumCounts(repositories.map(({ files }) => files)),
    flows: distinct(all.flatMap((part) => part.flows)).sort(compareFlowRecords),
    tasks: distinct(all.flatMap((part) => part.tasks)).sort(compareTaskRecords),
    assets: mergeAssetRecords(all),
    bundles,
    activations: distinct(all.flatMap((part) => part.activations)).sort(compareActivations),
    gaps: distinct(all.flatMap((part) => part.gaps)).sort(compareGaps),
    inert: distinct(all.flatMap((part) => part.inert)).sort(compareInert),
    ...(ties.length > 0 && { ties }),
  };
}

function fail(): never {
  throw new RangeError("no inventory to merge");
}

function namesOf({ repositories }: NamedInventory): string {
  return repositories.map(({ name }) => name).join("/");
}

/** Equal records once, in a fixed order before the stable sort of their list. */
function distinct<Item>(items: readonly Item[]): Item[] {
  const byText = new Map<string, Item>();
  for (const item of items) byText.set(JSON.stringify(item), item);
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}

function sumCounts(all: readonly FileCounts[]): FileCounts {
  const others = new Map<string, number>();
  for (const { otherDocuments } of all)
    for (const [kind, number] of Object.entries(otherDocuments))
      others.set(kind, (others.get(kind) ?? 0) + number);
  const sum = (of: (counts: FileCounts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  return {
    found: sum(({ found }) => found),
    withFlows: sum(({ withFlows }) => withFlows),
    otherDocuments: Object.fromEntries([...others].sort(([a], [b]) => compareText(a, b))),
    unreadable: sum(({ unreadable }) => unreadable),
  };
}

/** The asset records of each inventory, merged like the claims of declarations. */
function mergeAssetRecords(inventories: readonly NamedInventory[]): Asset[] {
  const mentions = new Map<string, AssetMention[]>();
  const written = new Set<string>();
  for (const { assets, bundles } of inventories) {
    const places = mentionPlaces(bundles);
    for (const asset of assets) {
      const { id, claims = [], certainty } = asset;
      const known = mentions.get(id) ?? [];
      if (known.length === 0) mentions.set(id, known);
      const found = places.get(id);
      const isWritten = found?.written ?? false;
      if (isWritten) written.add(id);
      const where = () => found?.where ?? NOWHERE;
      known.push({ written: isWritten, certainty, claim: claimOf(asset), where });
      for (const { field, value, place, ...task } of claims)
        known.push({
          ...{ written: isWritten, certainty, claim: { [field]: value } },
          where: () => ({ task, place }),
        });
    }
  }
  const patterns = new PatternIndex([...written].filter(isPattern));
  return [...mentions]
    .sort(([a], [b]) => compareText(a, b))
    .map(([id, all]) => mergeMentions(id, all, (pattern) => patterns.overlaps(pattern)));
}

/** Only for an asset without a bundle, which no scan makes. */
const NOWHERE: MentionPlace = {
  task: { namespace: "", flow: "", task: "" },
  place: { file: "", line: 1, column: 1 },
};

interface FoundMention {
  readonly written: boolean;
  readonly where: MentionPlace;
}

/** The first entry that writes each asset, else the first that reads it. */
function mentionPlaces(bundles: readonly Bundle[]): ReadonlyMap<string, FoundMention> {
  const found = new Map<string, FoundMention>();
  const add = (bundle: Bundle, { id, place }: Pick<DeclaredEntry, "id" | "place">, written: boolean) => {
    const before = found.get(id);
    if (before === undefined || (written && !before.written))
      found.set(id, { written, where: { task: bundle, place } });
  };
  for (const bundle of bundles) {
    for (const entry of bundle.outputs) add(bundle, entry, true);
    for (const entry of bundle.inputs) add(bundle, entry, false);
  }
  return found;
}

/** The fields in force. Types and namespaces in conflict come from the claims. */
function claimOf({
  id: _,
  certainty: __,
  origin: ___,
  external: ____,
  names: _____,
  claims = [],
  ...fields
}: Asset): EntryClaim {
  const { type, namespace, ...rest } = fields;
  const inConflict = (field: string) => claims.some((claim) => claim.field === field);
  return {
    ...(namespace !== undefined && !inConflict("namespace") && { namespace }),
    ...(type !== undefined && !inConflict("type") && { type }),
    ...rest,
  };
}
