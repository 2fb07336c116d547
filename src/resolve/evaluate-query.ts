import { isStoredId } from "../model/asset-claims.ts";
import { lifecycleOf } from "../model/lifecycle.ts";
import type { AssetClaim } from "../model/links.ts";
import type { Asset } from "../model/model.ts";
import {
  type AssetQuery,
  fromData,
  isTemplate,
  LazyVariables,
  queryOf,
  renderTyped,
  toData,
  type Value,
} from "../pebble/index.ts";
import type { Json } from "../util/json.ts";
import { createFindAssets } from "./found-assets.ts";

export type QueryResult =
  | { readonly kind: "known"; readonly data: Json }
  | { readonly kind: "unknown" | "error"; readonly message: string };

/** The assets that a query finds, as data. */
export type FindData = (query: AssetQuery) => readonly Readonly<Record<string, unknown>>[];

/** Finds assets of an inventory by the fields that their flows claim. */
export function findInInventory(assets: readonly Asset[]): FindData {
  const find = createFindAssets(assets.flatMap(claimsOf));
  const lifecycle = new Map(assets.map((asset) => [asset.id, lifecycleOf(asset)]));
  return (query) => find(query).map((found) => ({ ...found, ...lifecycle.get(found.id) }));
}

/**
 * The result of an expression with `assets()`, of all namespaces unless it names one.
 *
 * @param expression with or without `{{ }}`
 */
export function evaluateQuery(expression: string, find: FindData): QueryResult {
  const text = isTemplate(expression) ? expression : `{{ ${expression} }}`;
  const variables = new QueryVariables(find);
  const result = renderTyped(text, { variables, dialect: "2.0" });
  if (result.kind === "error") return { kind: "error", message: result.error.message };
  const data = toData(result.value);
  if (data !== undefined) return { kind: "known", data };
  const message = result.value.kind === "unknown" ? result.value.reason : "a part is known only at run time";
  return { kind: "unknown", message };
}

/** Nothing but the assets. */
class QueryVariables extends LazyVariables {
  private readonly find: FindData;

  constructor(find: FindData) {
    super();
    this.find = find;
  }

  override variable(name: string): Value | undefined {
    const query = queryOf(name);
    return query && fromData(this.find(query).map(({ disputed: _, ...asset }) => asset));
  }

  override all(): Readonly<Record<string, Value>> {
    return {};
  }
}

/** The merged fields of an asset, and the values on which its flows differ. */
function claimsOf({ id, type, namespace, metadata, claims = [] }: Asset): AssetClaim[] {
  if (!isStoredId(id)) return [];
  const merged = {
    ...(type !== undefined && { type }),
    ...(namespace !== undefined && { namespace }),
    metadata,
  };
  return [{ id, ...merged }, ...claims.map(({ field, value }) => ({ id, [field]: value }))];
}
