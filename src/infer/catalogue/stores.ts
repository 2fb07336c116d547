import type { CatalogueEntry, Touch } from "./entry.ts";

/** Document stores, key-value stores and services with their own kinds of objects. */
export const STORES: readonly CatalogueEntry[] = [
  ...store(
    "mongodb",
    { namespace: "mongodb://{connection.uri:authority}", name: "{database}.{collection}" },
    {
      reads: ["mongodb.Find", "mongodb.Aggregate", "mongodb.Load", "mongodb.Trigger"],
      writes: [
        "mongodb.InsertOne",
        "mongodb.InsertMany",
        "mongodb.Bulk",
        "mongodb.Update",
        "mongodb.Delete",
        "mongodb.Load",
      ],
    },
  ),
  ...store(
    "documentdb",
    { namespace: "documentdb://{host:host}", name: "{database}.{collection}" },
    {
      reads: ["documentdb.Read", "azure.documentdb.Read", "documentdb.Trigger"],
      writes: ["documentdb.Insert", "documentdb.Update", "documentdb.Delete"],
    },
  ),
  ...["elasticsearch", "opensearch"].flatMap((system) => [
    ...store(
      system,
      { namespace: `${system}://{connection.hosts:authority}`, name: "{index}" },
      {
        reads: [`${system}.Get`],
        writes: [`${system}.Put`, `${system}.Load`, `${system}.Bulk`],
      },
    ),
    ...store(
      system,
      { namespace: `${system}://{connection.hosts:authority}`, name: "{indexes}" },
      {
        reads: [`${system}.Search`, `${system}.Scroll`, `${system}.Esql`],
        writes: [],
      },
    ),
  ]),
  ...store(
    "influxdb",
    { namespace: "influxdb://{connection.url:authority}", name: "{bucket}" },
    {
      reads: ["influxdb.*Query", "influxdb.Trigger"],
      writes: ["influxdb.Write", "influxdb.Load"],
    },
  ),
  ...store(
    "weaviate",
    { namespace: "weaviate://{url:authority}", name: "{className}" },
    {
      reads: ["weaviate.Query"],
      writes: ["weaviate.BatchCreate", "weaviate.SchemaCreate", "weaviate.Delete"],
    },
  ),
  ...store(
    "algolia",
    { namespace: "algolia://{applicationId}", name: "{indexName}" },
    {
      reads: ["algolia.record.Query", "algolia.Search"],
      writes: ["algolia.record.*", "algolia.Index"],
    },
  ),
  ...store(
    "airtable",
    { namespace: "airtable", name: "{baseId}.{tableId}" },
    {
      reads: ["airtable.records.List", "airtable.records.Get", "airtable.Trigger"],
      writes: ["airtable.records.Create", "airtable.records.Update", "airtable.records.Delete"],
    },
  ),
  ...store(
    "servicenow",
    { namespace: "servicenow://{domain}", name: "{table}" },
    {
      reads: ["servicenow.Get"],
      writes: ["servicenow.Post", "servicenow.Update", "servicenow.Delete"],
    },
  ),
  ...store(
    "salesforce",
    { namespace: "salesforce://{loginUrl:authority}", name: "{objectName}" },
    {
      reads: ["ee.salesforce.Query", "salesforce.Query"],
      writes: ["*salesforce.Create", "*salesforce.Update", "*salesforce.Upsert", "*salesforce.Delete"],
    },
  ),
  ...store(
    "odoo",
    { namespace: "odoo://{url:authority}", name: "{model}" },
    {
      reads: ["odoo.Query"],
      writes: [],
    },
  ),
  ...store(
    "googlesheets",
    { namespace: "googlesheets", name: "{spreadsheetId}[.{sheetTitle}]" },
    {
      reads: ["googleworkspace.sheets.Read", "googleworkspace.sheets.SheetModifiedTrigger"],
      writes: ["googleworkspace.sheets.Load", "googleworkspace.sheets.DeleteSpreadsheet"],
    },
  ),
  ...store(
    "neo4j",
    { namespace: "neo4j://{url:authority}", name: "{database}" },
    {
      reads: ["neo4j.Query"],
      writes: ["neo4j.Batch"],
    },
  ),
  {
    types: ["debezium.*.Capture", "debezium.*Trigger"],
    system: "debezium",
    kind: "table",
    reads: [{ namespace: "debezium://{hostname}[:{port}]", name: "[{database}.]{includedTables}" }],
  },
  {
    types: ["surrealdb.*"],
    system: "surrealdb",
    opaque: "SurrealQL is not supported",
  },
];

function store(
  system: string,
  touch: Touch,
  types: { readonly reads: readonly string[]; readonly writes: readonly string[] },
): CatalogueEntry[] {
  const entries: CatalogueEntry[] = [];
  if (types.reads.length > 0) entries.push({ types: types.reads, system, kind: "table", reads: [touch] });
  if (types.writes.length > 0) entries.push({ types: types.writes, system, kind: "table", writes: [touch] });
  return entries;
}
