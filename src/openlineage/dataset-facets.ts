import { lifecycleOf } from "../model/lifecycle.ts";
import type { Asset } from "../model/model.ts";
import { EXTERNAL_TYPE, shortType } from "../model/types.ts";
import type { Json } from "../util/json.ts";
import type { EventContext } from "./context.ts";
import type { DatasetName, Facets } from "./event.ts";
import { customFacet, standardFacet } from "./facet.ts";
import { knownText, mappedValue } from "./mappings.ts";

interface DatasetFacetInput {
  readonly asset: Asset;
  readonly name: DatasetName;
  readonly neutral: DatasetName;
  readonly tenant: string;
  /** File and line of the declaration. */
  readonly declaredAt: readonly { readonly file: string; readonly line: number }[];
  /** Set for a removed asset. */
  readonly removed?: boolean;
}

/** The facets from the declarations of an asset. Run-time values (`{{ ... }}`) are omitted. */
export function datasetFacets(input: DatasetFacetInput, context: EventContext): Facets {
  const { asset, name, neutral } = input;
  const { producer, mappings } = context;
  const facets: [string, Facets[string]][] = [];
  const type = datasetType(asset, mappedValue(asset, "datasetType", mappings));
  if (type) facets.push(["datasetType", standardFacet(producer, "DatasetTypeDatasetFacet", type)]);
  const markdown = mappedValue(asset, "description", mappings) ?? asset.description;
  const description = markdown ?? asset.displayName;
  if (description !== undefined && description !== "") {
    // Kestra renders a description as Markdown; a name is plain text.
    const contentType = markdown === undefined ? "text/plain" : "text/markdown";
    facets.push([
      "documentation",
      standardFacet(producer, "DocumentationDatasetFacet", { description, contentType }),
    ]);
  }
  const owner = mappedValue(asset, "owner", mappings) ?? knownText(asset.owner) ?? text(asset, "owner");
  if (owner !== undefined) {
    facets.push([
      "ownership",
      standardFacet(producer, "OwnershipDatasetFacet", { owners: [{ name: owner }] }),
    ]);
  }
  const tags = metadataTags(asset);
  if (tags.length > 0) facets.push(["tags", standardFacet(producer, "TagsDatasetFacet", { tags })]);
  const fields = columns(asset.metadata.columns ?? asset.metadata.fields);
  if (fields.length > 0) facets.push(["schema", standardFacet(producer, "SchemaDatasetFacet", { fields })]);
  const source = dataSource(asset, mappedValue(asset, "uri", mappings));
  if (source) facets.push(["dataSource", standardFacet(producer, "DatasourceDatasetFacet", source)]);
  if (name.namespace !== neutral.namespace || name.name !== neutral.name) {
    const identifiers = [{ ...neutral, type: type?.datasetType ?? "DATASET" }];
    facets.push(["symlinks", standardFacet(producer, "SymlinksDatasetFacet", { identifiers })]);
  }
  const hierarchy = levels(asset);
  if (hierarchy.length > 0) {
    facets.push(["hierarchy", standardFacet(producer, "HierarchyDatasetFacet", { hierarchy })]);
  }
  if (input.removed) {
    facets.push([
      "lifecycleStateChange",
      standardFacet(producer, "LifecycleStateChangeDatasetFacet", { lifecycleStateChange: "DROP" }),
    ]);
  }
  const previous = context.renamedFrom?.get(asset.id);
  if (previous && !input.removed) {
    facets.push([
      "lifecycleStateChange",
      standardFacet(producer, "LifecycleStateChangeDatasetFacet", {
        lifecycleStateChange: "RENAME",
        previousIdentifier: { namespace: previous.namespace, name: previous.name },
      }),
    ]);
  }
  facets.push(["kestra_asset", customFacet(producer, "KestraAssetDatasetFacet", kestraAsset(input))]);
  if (asset.origin === "inferred") {
    const aliases = (asset.names ?? []).map(({ id }) => id);
    facets.push(["kestra_inference", customFacet(producer, "KestraInferenceDatasetFacet", { aliases })]);
  }
  return Object.fromEntries(facets);
}

function datasetType(
  asset: Asset,
  mapped: string | undefined,
): { readonly datasetType: string; readonly subType?: string } | undefined {
  const subType = asset.external ? { subType: "EXTERNAL" } : {};
  if (mapped !== undefined) return { datasetType: mapped, ...subType };
  if (asset.type === undefined || asset.type === EXTERNAL_TYPE) {
    return asset.external ? { datasetType: "DATASET", ...subType } : undefined;
  }
  if (asset.type.includes("{{")) return undefined;
  const own = asset.type.startsWith("io.kestra.");
  return { datasetType: own ? shortType(asset.type).toUpperCase() : asset.type, ...subType };
}

function metadataTags(asset: Asset): { key: string; value: string; source: string }[] {
  return Object.entries(asset.metadata).flatMap(([key, value]) => {
    const known = typeof value === "object" ? undefined : knownText(value);
    return known === undefined || key.includes("{{") ? [] : [{ key, value: known, source: "KESTRA" }];
  });
}

/** Columns as a list of names, a list of `{name, type, description}`, or a map from name to type. */
function columns(value: Json | undefined): { name: string; type?: string; description?: string }[] {
  if (Array.isArray(value)) {
    return value.flatMap((column: Json) => {
      const name = isMap(column) ? knownText(column.name) : knownText(column);
      if (name === undefined) return [];
      const type = isMap(column) ? knownText(column.type) : undefined;
      const description = isMap(column) ? knownText(column.description) : undefined;
      return [
        { name, ...(type !== undefined && { type }), ...(description !== undefined && { description }) },
      ];
    });
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, type]) => {
    const known = knownText(type);
    return name.includes("{{") ? [] : [{ name, ...(known !== undefined && { type: known }) }];
  });
}

function dataSource(asset: Asset, mapped: string | undefined): { name: string; uri?: string } | undefined {
  const name = text(asset, "system") ?? text(asset, "provider");
  const uri = [mapped, text(asset, "uri"), text(asset, "address"), text(asset, "location")].find(isUri);
  if (name === undefined && uri === undefined) return undefined;
  return { name: name ?? uri ?? "", ...(uri !== undefined && { uri }) };
}

/** `uri` of the facet has the format uri: absolute and valid for URL parsers. */
function isUri(value: string | undefined): boolean {
  return (
    value !== undefined &&
    /^[a-z][a-z0-9+.-]*:[a-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/i.test(value) &&
    !/%(?![0-9a-f]{2})/i.test(value)
  );
}

function levels(asset: Asset): { type: string; name: string }[] {
  const table = text(asset, "table") ?? text(asset, "name");
  const found = [
    { type: "DATABASE", name: text(asset, "database") },
    { type: "SCHEMA", name: text(asset, "schema") },
  ].flatMap(({ type, name }) => (name === undefined ? [] : [{ type, name }]));
  if (found.length === 0) return [];
  return [...found, { type: "TABLE", name: table ?? asset.id.slice(asset.id.lastIndexOf(".") + 1) }];
}

function kestraAsset({ asset, tenant, declaredAt }: DatasetFacetInput) {
  const known = Object.entries(asset.metadata).filter(([, value]) => !JSON.stringify(value).includes("{{"));
  const templated = known.length < Object.keys(asset.metadata).length;
  return {
    tenant,
    id: asset.id,
    ...(asset.type !== undefined && { type: asset.type }),
    ...(asset.namespace !== undefined && !asset.namespace.includes("{{") && { namespace: asset.namespace }),
    ...(asset.displayName !== undefined && { displayName: asset.displayName }),
    ...lifecycleOf({
      status: knownText(asset.status),
      ttl: knownText(asset.ttl),
      owner: knownText(asset.owner),
    }),
    certainty: asset.certainty,
    external: asset.external,
    metadata: Object.fromEntries(known),
    templated,
    declaredAt,
  };
}

function text(asset: Asset, key: string): string | undefined {
  return Object.hasOwn(asset.metadata, key) ? knownText(asset.metadata[key]) : undefined;
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
