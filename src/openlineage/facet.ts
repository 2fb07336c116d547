import { CORE, type Facet } from "./event.ts";

/**
 * The version of each standard facet, and its published file if it has another name. Source: OpenLineage's published
 * schemas (spec/facets).
 */
const VERSIONS = {
  LineageJobFacet: "1-0-0/LineageFacet",
  JobTypeJobFacet: "2-0-4",
  SourceCodeLocationJobFacet: "1-1-0",
  SQLJobFacet: "1-1-0",
  DocumentationJobFacet: "1-1-0",
  TagsJobFacet: "1-0-0",
  OwnershipJobFacet: "1-0-1",
  DatasetTypeDatasetFacet: "1-0-1",
  DocumentationDatasetFacet: "1-1-0",
  TagsDatasetFacet: "1-0-0",
  OwnershipDatasetFacet: "1-0-1",
  SchemaDatasetFacet: "1-2-0",
  DatasourceDatasetFacet: "1-0-1",
  SymlinksDatasetFacet: "1-0-1",
  HierarchyDatasetFacet: "1-0-0",
  LifecycleStateChangeDatasetFacet: "1-0-1",
  ParentRunFacet: "1-2-0",
  ProcessingEngineRunFacet: "1-1-1",
} as const;

export type StandardFacet = keyof typeof VERSIONS;

/** A standard facet of OpenLineage, with the two required fields. */
export function standardFacet<Fields extends object>(
  producer: string,
  name: StandardFacet,
  fields: Fields,
): Facet & Fields {
  const version = VERSIONS[name];
  const file = version.includes("/") ? version : `${version}/${name}`;
  return {
    _producer: producer,
    _schemaURL: `https://openlineage.io/spec/facets/${file}.json#/$defs/${name}`,
    ...fields,
  };
}

/** Custom facets. The schemas are in schema/facets and never change under the same number. */
const CUSTOM = {
  KestraAssetDatasetFacet: "1-0-0",
  KestraTaskJobFacet: "1-0-0",
  KestraStaticRunFacet: "1-0-0",
  KestraInferenceDatasetFacet: "1-0-0",
  KestraInferenceJobFacet: "1-0-0",
} as const;

/** Address of the files of release 0.1.0, the first with the schemas. Later releases refer to it too. */
const CUSTOM_BASE = "https://unpkg.com/flow-assets@0.1.0/schema/facets";

export function customFacet<Fields extends object>(
  producer: string,
  name: keyof typeof CUSTOM,
  fields: Fields,
): Facet & Fields {
  return {
    _producer: producer,
    _schemaURL: `${CUSTOM_BASE}/${CUSTOM[name]}/${name}.json#/$defs/${name}`,
    ...fields,
  };
}

export function eventSchema(type: "RunEvent" | "JobEvent" | "DatasetEvent"): string {
  return `${CORE}#/$defs/${type}`;
}
