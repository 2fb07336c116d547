import type { CatalogueEntry, ConnectionRule } from "./entry.ts";

const CONNECTION: ConnectionRule = {
  namespace: "bigquery",
  levels: 3,
  database: "{projectId}",
  schema: "{defaultDataset}",
};

const common = { system: "bigquery", kind: "table", dialect: "bigquery", connection: CONNECTION } as const;

export const BIGQUERY_TASKS: readonly CatalogueEntry[] = [
  {
    ...common,
    types: ["gcp.bigquery.Query", "gcp.bigquery.Trigger"],
    sql: ["sql"],
    writes: [{ table: "{destinationTable}" }],
  },
  {
    ...common,
    types: ["gcp.bigquery.Load", "gcp.bigquery.LoadFromGcs", "gcp.bigquery.StorageWrite"],
    reads: [{ uri: "{from}", schemes: ["gs"], kind: "file", system: "gcs" }],
    writes: [{ table: "{destinationTable}" }],
  },
  {
    ...common,
    types: ["gcp.bigquery.Copy"],
    reads: [{ table: "{sourceTables}" }],
    writes: [{ table: "{destinationTable}" }],
  },
  {
    ...common,
    types: ["gcp.bigquery.CopyPartitions"],
    reads: [{ table: "{dataset}.{table}" }],
    writes: [{ table: "{destinationTable}" }],
  },
  {
    ...common,
    types: ["gcp.bigquery.ExtractToGcs"],
    reads: [{ table: "{sourceTable}" }],
    writes: [{ uri: "{destinationUris}", schemes: ["gs"], kind: "file", system: "gcs" }],
  },
  { ...common, types: ["gcp.bigquery.TableMetadata"], reads: [{ table: "{dataset}.{table}" }] },
  {
    ...common,
    types: [
      "gcp.bigquery.CreateTable",
      "gcp.bigquery.UpdateTable",
      "gcp.bigquery.DeleteTable",
      "gcp.bigquery.DeletePartitions",
    ],
    writes: [{ table: "{dataset}.{table}" }],
  },
  {
    ...common,
    kind: "dataset",
    types: ["gcp.bigquery.CreateDataset", "gcp.bigquery.UpdateDataset", "gcp.bigquery.DeleteDataset"],
    writes: [
      { namespace: "bigquery", name: "{projectId}.{name}" },
      { namespace: "bigquery://{projectId}", name: "{name}", when: { projectId: [""] } },
    ],
  },
  {
    types: ["gcp.bigquery.RunTransferConfig"],
    system: "bigquery",
    opaque: "it is defined in a transfer configuration at BigQuery",
  },
];
