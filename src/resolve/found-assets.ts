import { isDeepStrictEqual } from "node:util";
import type { AssetClaim } from "../model/links.ts";
import { compareText } from "../model/order.ts";
import type { AssetQuery } from "../pebble/index.ts";
import { isTemplate } from "../pebble/index.ts";
import type { Json } from "../util/json.ts";

/** An asset that a query finds: the values on which all flows agree. */
export interface FoundAsset {
  readonly id: string;
  readonly type?: string;
  readonly namespace?: string;
  readonly metadata: Readonly<Record<string, Json>>;
  /** Fields with several values, or with one that only a run decides: `type`, `metadata.os`. Absent: none. */
  readonly disputed?: readonly string[];
}

/** The result of a query in the repository. */
export interface FoundAssets {
  /** Sorted by id. */
  readonly assets: readonly FoundAsset[];
  /** The reason why some assets are left out. */
  readonly cut?: string;
}

/** Answers queries. */
export type FindAssets = (query: AssetQuery) => readonly FoundAsset[];

/** All values that some flow claims for each field of an asset. */
interface ClaimedAsset {
  readonly types: Set<string>;
  readonly namespaces: Set<string>;
  readonly metadata: Map<string, Json[]>;
}

/**
 * Finds assets by what the flows of a repository claim. Which of several claims is in force depends on the last run, so
 * each of them can match: more claims never find less.
 */
export function createFindAssets(claims: Iterable<AssetClaim>): FindAssets {
  const assets = new Map<string, ClaimedAsset>();
  for (const { id, type, namespace, metadata = {} } of claims) {
    const known: ClaimedAsset = assets.get(id) ?? {
      types: new Set(),
      namespaces: new Set(),
      metadata: new Map(),
    };
    assets.set(id, known);
    if (type !== undefined) known.types.add(type);
    if (namespace !== undefined) known.namespaces.add(namespace);
    for (const [key, value] of Object.entries(metadata)) {
      const values = known.metadata.get(key) ?? [];
      known.metadata.set(key, values);
      if (!values.some((earlier) => isDeepStrictEqual(earlier, value))) values.push(value);
    }
  }
  return (query) =>
    [...assets]
      .filter(([id, asset]) => matches(id, asset, query))
      .map(([id, asset]) => foundAsset(id, asset))
      .sort((a, b) => compareText(a.id, b.id));
}

/** Source: Kestra's documentation: all arguments match exactly, `metadata` key by key. */
function matches(id: string, { types, namespaces, metadata }: ClaimedAsset, query: AssetQuery): boolean {
  return (
    (query.id === undefined || query.id === id) &&
    (query.type === undefined || types.has(query.type)) &&
    (query.namespace === undefined || namespaces.has(query.namespace)) &&
    Object.entries(query.metadata ?? {}).every(([key, value]) =>
      metadata.get(key)?.some((known) => isDeepStrictEqual(known, value)),
    )
  );
}

function foundAsset(id: string, { types, namespaces, metadata }: ClaimedAsset): FoundAsset {
  const [[type, otherType], [namespace, otherNamespace]] = [[...types], [...namespaces]];
  const agreed = [...metadata].flatMap(([key, [value = null, ...others]]): [string, Json][] =>
    others.length === 0 && isKnown(value) ? [[key, value]] : [],
  );
  const disputed = [
    ...(types.size > 1 ? ["type"] : []),
    ...(namespaces.size > 1 ? ["namespace"] : []),
    ...[...metadata.keys()]
      .filter((key) => !agreed.some(([known]) => known === key))
      .map((key) => `metadata.${key}`),
  ].sort();
  return {
    id,
    ...(type !== undefined && otherType === undefined && { type }),
    ...(namespace !== undefined && otherNamespace === undefined && { namespace }),
    metadata: Object.fromEntries(agreed.sort(([a], [b]) => compareText(a, b))),
    ...(disputed.length > 0 && { disputed }),
  };
}

/** A run-time value keeps its expression. */
function isKnown(value: Json): boolean {
  return !isTemplate(JSON.stringify(value));
}
