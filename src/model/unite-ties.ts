import { stronger } from "./assumption.ts";
import { isInferredId } from "./id.ts";
import type { Asset, AssetName, Bundle, BundleEntry, Inventory } from "./model.ts";
import { compareText } from "./order.ts";
import { isPattern } from "./pattern.ts";

/** Ids that name one asset, and why. */
interface TiedIds {
  readonly ids: readonly [string, string];
  readonly reason: AssetName["reason"];
}

/**
 * The inventory with each group of tied assets as one: under its declared id, or the first of its ids. The records of a
 * store keep all ids. Linear in the inventory; the same object where nothing is tied.
 *
 * @param aliases lists of ids that name one asset, as the configuration gives them
 */
export function uniteTies(inventory: Inventory, aliases: readonly (readonly string[])[]): Inventory {
  const groups = groupIds(inventory, aliases);
  if (groups.size === 0) return inventory;
  const nameOf = (id: string): string => groups.get(id)?.name ?? id;
  return {
    ...inventory,
    assets: uniteAssets(inventory.assets, groups),
    bundles: inventory.bundles.map(
      (bundle): Bundle => ({
        ...bundle,
        inputs: renameEntries(bundle.inputs, nameOf),
        outputs: renameEntries(bundle.outputs, nameOf),
      }),
    ),
  };
}

/** Tied ids: the one used in answers, and the others. */
export interface TieGroup {
  readonly name: string;
  readonly names: readonly AssetName[];
}

/** The group of an id; undefined for an id without ties. */
export function tieGroups(
  inventory: Inventory,
  aliases: readonly (readonly string[])[],
): (id: string) => TieGroup | undefined {
  const groups = groupIds(inventory, aliases);
  return (id) => groups.get(id);
}

function groupIds(
  inventory: Inventory,
  aliases: readonly (readonly string[])[],
): ReadonlyMap<string, TieGroup> {
  const ties: readonly TiedIds[] = [
    ...(inventory.ties ?? []),
    ...tiesOfMetadata(inventory.assets, inventory.ties ?? []),
    ...aliases.flatMap(([first = "", ...others]) =>
      others.map((alias): TiedIds => ({ ids: [first, alias], reason: "alias" })),
    ),
  ];
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    // Later looks are short.
    for (let at = id; at !== root; ) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  const reasons = new Map<string, AssetName["reason"]>();
  for (const { ids, reason } of ties) {
    const [a, b] = ids.map(rootOf);
    for (const id of ids) if (!reasons.has(id)) reasons.set(id, reason);
    if (a !== undefined && b !== undefined && a !== b) parents.set(a, b);
  }
  const members = new Map<string, string[]>();
  const known = new Set(inventory.assets.map(({ id }) => id));
  for (const id of reasons.keys()) {
    const root = rootOf(id);
    const group = members.get(root);
    if (group) group.push(id);
    else members.set(root, [id]);
  }
  const groups = new Map<string, TieGroup>();
  for (const ids of members.values()) {
    if (!ids.some((id) => known.has(id))) continue;
    // Only ids in the inventory can replace others.
    const [name = "", ...others] = ids.sort(
      (a, b) =>
        Number(known.has(b)) - Number(known.has(a)) ||
        Number(isInferredId(a)) - Number(isInferredId(b)) ||
        compareText(a, b),
    );
    const names = others.map((id): AssetName => ({ id, reason: reasons.get(id) ?? "task" }));
    for (const id of ids) groups.set(id, { name, names });
  }
  return groups;
}

const PLACES = ["location", "path", "address", "uri"] as const;
const TABLE = ["system", "database", "schema", "name"] as const;

/** Ties from metadata: the location of an inferred asset, or its complete table name. */
function tiesOfMetadata(assets: readonly Asset[], others: readonly TiedIds[]): TiedIds[] {
  const inferred = assets.filter(({ id }) => isInferredId(id) && !isPattern(id));
  if (inferred.length === 0) return [];
  const ids = new Set(inferred.map(({ id }) => id));
  const byLocation = new Map(inferred.map(({ id, metadata }) => [metadata.location, id]));
  const byTable = new Map<string, string[]>();
  for (const { id, metadata } of inferred) {
    const key = tableKey(metadata);
    if (key !== undefined) byTable.set(key, [...(byTable.get(key) ?? []), id]);
  }
  const shown = new Set(others.flatMap((tie) => tie.ids));
  return assets.flatMap(({ id, metadata }): TiedIds[] => {
    if (isInferredId(id) || isPattern(id)) return [];
    const said = PLACES.map((key) => metadata[key]).filter((value) => typeof value === "string");
    const place = said
      .map((value) => (ids.has(value) ? value : byLocation.get(value)))
      .find((name) => name !== undefined);
    if (place !== undefined) return [{ ids: [id, place], reason: "metadata" }];
    // A task already shows the table, and with it the server.
    if (shown.has(id)) return [];
    const key = tableKey(metadata);
    const [table, another] = key === undefined ? [] : (byTable.get(key) ?? []);
    return table === undefined || another !== undefined ? [] : [{ ids: [id, table], reason: "metadata" }];
  });
}

/** Only a table that is named in full: database, schema and name. */
function tableKey(metadata: Asset["metadata"]): string | undefined {
  const values = TABLE.map((key) => metadata[key]);
  if (!values.every((value) => typeof value === "string" && value !== "")) return undefined;
  const [system = "", ...names] = values.map((value) => String(value).toLowerCase());
  return [SYSTEMS[system] ?? system, ...names].join("\n");
}

/** Product names, as Kestra's JDBC tasks emit them, and the names of OpenLineage. */
const SYSTEMS: Readonly<Record<string, string>> = {
  postgresql: "postgres",
  "microsoft sql server": "mssql",
  sqlserver: "mssql",
};

function uniteAssets(assets: readonly Asset[], groups: ReadonlyMap<string, TieGroup>): readonly Asset[] {
  const united = new Map<string, Asset>();
  const order: string[] = [];
  for (const asset of assets) {
    const group = groups.get(asset.id);
    const name = group?.name ?? asset.id;
    const known = united.get(name);
    if (known === undefined) order.push(name);
    united.set(
      name,
      known === undefined ? { ...asset, ...(group && { names: group.names }) } : merged(name, known, asset),
    );
  }
  return order.sort(compareText).flatMap((name) => {
    const asset = united.get(name);
    return asset === undefined ? [] : [{ ...asset, id: name }];
  });
}

/** The declared asset has precedence; the others supply missing fields. */
function merged(name: string, one: Asset, other: Asset): Asset {
  const [first, second] = other.id === name ? [other, one] : [one, other];
  const { origin: _, ...rest } = { ...second, ...first };
  return {
    ...rest,
    ...(isInferredId(name) && { origin: "inferred" }),
    ...(one.names && { names: one.names }),
    certainty: stronger(first.certainty, second.certainty),
    external: first.external && second.external,
    metadata: { ...second.metadata, ...first.metadata },
  };
}

function renameEntries(
  entries: readonly BundleEntry[],
  nameOf: (id: string) => string,
): readonly BundleEntry[] {
  if (entries.every(({ id }) => nameOf(id) === id)) return entries;
  const byId = new Map<string, BundleEntry>();
  for (const entry of entries) {
    const id = nameOf(entry.id);
    const renamed = id === entry.id ? entry : { ...entry, id, expression: entry.expression ?? entry.id };
    if (!byId.has(id)) byId.set(id, renamed);
  }
  return [...byId.values()];
}
