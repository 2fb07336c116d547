import type { Asset } from "../model/model.ts";
import { compareText } from "../model/order.ts";
import type { Json } from "../util/json.ts";

/**
 * The `mappings` of Kestra's OpenLineageAssetExporter: the metadata key of each OpenLineage field, by asset type, e.g.
 * `io.kestra.plugin.ee.assets.Table: { namespace: system }`.
 */
export type Mappings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** OpenLineage fields that a mapping can fill. */
const MAPPED_FIELDS = ["namespace", "name", "uri", "description", "owner", "datasetType"] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** The problem of an invalid mappings block, or undefined. */
export function mappingsProblem(value: unknown): string | undefined {
  if (!isMap(value)) return '"mappings" must map each asset type to a map of fields';
  for (const [type, fields] of Object.entries(value)) {
    if (!isMap(fields)) return `the mapping of "${type}" must map OpenLineage fields to metadata keys`;
    for (const [field, key] of Object.entries(fields)) {
      if (typeof key !== "string")
        return `the metadata key for "${field}" in the mapping of "${type}" must be text`;
    }
  }
  return undefined;
}

/** Unused fields of a mapping, each once, sorted. Kestra may support more of them. */
export function unusedFields(mappings: Mappings): string[] {
  const known = new Set<string>(MAPPED_FIELDS);
  const fields = new Set(Object.values(mappings).flatMap((mapping) => Object.keys(mapping)));
  return [...fields].filter((field) => !known.has(field)).sort(compareText);
}

/** The OpenLineage fields that a mapping can fill, in words. */
export const MAPPED_FIELDS_TEXT = MAPPED_FIELDS.join(", ");

/** The value of a field by the mapping of an asset's type, if it is a text known before a run. */
export function mappedValue(asset: Asset, field: MappedField, mappings: Mappings = {}): string | undefined {
  if (asset.type === undefined || !Object.hasOwn(mappings, asset.type)) return undefined;
  const key = mappings[asset.type]?.[field];
  if (key === undefined) return undefined;
  const value = Object.hasOwn(asset.metadata, key) ? asset.metadata[key] : ownField(asset, key);
  return knownText(value);
}

/** Text without run-time values, or undefined. */
export function knownText(value: Json | undefined): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && value.trim() !== "" && !value.includes("{{") ? value : undefined;
}

/** Fields of the asset, for a key missing in its metadata. Source: Kestra's exporter uses `namespace` this way. */
function ownField(asset: Asset, key: string): string | undefined {
  if (key === "namespace") return asset.namespace;
  if (key === "id") return asset.id;
  if (key === "displayName" || key === "status" || key === "ttl" || key === "owner") return asset[key];
  return key === "description" ? asset.description : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
