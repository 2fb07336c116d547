import {
  type AssetQuery,
  DISPUTED_FIELD,
  givenList,
  openMap,
  string,
  UNDECLARED_FIELD,
  unknown,
  type Value,
} from "../pebble/index.ts";
import type { Choice } from "./choice.ts";
import type { FlowContext } from "./flow-context.ts";
import type { FoundAsset } from "./found-assets.ts";

const ORIGIN = "assets:";

/** The key of the choice what a query finds. */
export function assetsOrigin(query: AssetQuery): string {
  return ORIGIN + JSON.stringify(query);
}

/** The query behind the key of a choice. */
export function queryOfChoice(origin: string): string | undefined {
  return origin.startsWith(ORIGIN) ? origin.slice(ORIGIN.length) : undefined;
}

/** The query with the namespace of the flow: 2.0 searches only this one, 1.x all. Source: Kestra's documentation. */
export function completeQuery(query: AssetQuery, { flow, lineUse }: FlowContext): AssetQuery {
  if (query.namespace !== undefined || lineUse.line() === "1.x") return query;
  return { ...query, namespace: flow.namespace.value };
}

/**
 * The alternatives of a query: the declared assets that it finds, or other assets. Undefined for another origin, and
 * without a found asset.
 */
export function assetsChoice(origin: string, { environment, flow }: FlowContext): Choice | undefined {
  const query = queryOfChoice(origin);
  const assets = query === undefined ? [] : (environment.found[query]?.assets ?? []);
  if (query === undefined || assets.length === 0) return undefined;
  return {
    key: origin,
    exhaustive: true,
    alternatives: [
      {
        value: assetsValue(assets),
        assumption: { kind: "inventory", query: queryText(JSON.parse(query), flow.namespace.value) },
      },
      { value: OTHERS },
    ],
  };
}

const OTHERS = unknown("other assets may match at run time");

/** The result of `assets()` as a list. */
function assetsValue(assets: readonly FoundAsset[]): Value {
  return givenList(assets.map(assetValue));
}

function assetValue({ id, type, namespace, metadata, disputed = [] }: FoundAsset): Value {
  const field = (name: string, value: string | undefined): Value =>
    value === undefined ? (disputed.includes(name) ? DISPUTED : UNDECLARED) : string(value);
  const keys = disputed.flatMap((name) => (name.startsWith(METADATA) ? [name.slice(METADATA.length)] : []));
  const open = Object.fromEntries(keys.map((key) => [key, DISPUTED]));
  return openMap(
    {
      ...{ id: string(id), metadata: openMap({ ...metadata, ...open }, UNDECLARED) },
      ...{ type: field("type", type), namespace: field("namespace", namespace) },
    },
    REST,
  );
}

const METADATA = "metadata.";
const OPEN = { maybeNull: true, maybeUndefined: true };
const REST = unknown("this field of an asset is known only at run time", OPEN);
const UNDECLARED = unknown("this field of an asset is known only at run time", {
  ...OPEN,
  origin: UNDECLARED_FIELD,
});
const DISPUTED = unknown("this field of an asset has several declared values", {
  ...OPEN,
  origin: DISPUTED_FIELD,
});

/** The call of a query, as an expression has it: the namespace of the flow goes without saying. */
export function queryText(query: AssetQuery, own: string): string {
  return `assets(${Object.entries(query)
    .filter(([name, value]) => name !== "namespace" || value !== own)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ")})`;
}
