import type { CatalogueEntry, Touch } from "./entry.ts";

const gcs = (
  names: readonly string[],
  touches: Pick<CatalogueEntry, "reads" | "writes">,
): CatalogueEntry => ({
  types: names.map((name) => `gcp.gcs.${name}`),
  system: "gcs",
  ...touches,
});

const MOVED: Touch = { uri: "{moveDirectory}", folder: true, schemes: ["gs"], when: { action: ["MOVE"] } };

/** Without a project, the topic belongs to an unknown project. */
const TOPIC: readonly Touch[] = [
  { namespace: "pubsub", name: "topic:{projectId}:{topic}" },
  { namespace: "pubsub://{projectId}", name: "topic:{topic}", when: { projectId: [""] } },
];

export const GOOGLE: readonly CatalogueEntry[] = [
  gcs(["Upload"], { writes: [{ uri: "{to}", schemes: ["gs"] }] }),
  gcs(["Download"], { reads: [{ uri: "{from}", schemes: ["gs"] }] }),
  gcs(["Downloads", "List", "Trigger"], {
    reads: [{ uri: "{from}", schemes: ["gs"], folder: true }],
    writes: [MOVED],
  }),
  gcs(["Copy"], {
    reads: [{ uri: "{from}", schemes: ["gs"] }],
    writes: [{ uri: "{to}", schemes: ["gs"] }],
  }),
  gcs(["Compose"], {
    reads: [{ uri: "{list.from}", schemes: ["gs"], folder: true }],
    writes: [{ uri: "{to}", schemes: ["gs"] }],
  }),
  gcs(["Delete"], { writes: [{ uri: "{uri}", schemes: ["gs"] }] }),
  gcs(["DeleteList"], { writes: [{ uri: "{from}", schemes: ["gs"], folder: true }] }),
  gcs(["CreateBucket", "UpdateBucket", "DeleteBucket", "CreateBucketIamPolicy"], {
    writes: [{ namespace: "gs://{name}" }],
  }),
  {
    types: ["gcp.firestore.Get", "gcp.firestore.Query"],
    system: "firestore",
    kind: "table",
    reads: [{ namespace: "firestore://{projectId}", name: "{collection}" }],
  },
  {
    types: ["gcp.firestore.Set", "gcp.firestore.Delete"],
    system: "firestore",
    kind: "table",
    writes: [{ namespace: "firestore://{projectId}", name: "{collection}" }],
  },
  {
    types: ["gcp.bigtable.ReadRows", "gcp.bigtable.Trigger"],
    system: "bigtable",
    kind: "table",
    reads: [{ namespace: "bigtable://{projectId}", name: "{instanceId}.{tableId}" }],
  },
  {
    types: ["gcp.bigtable.WriteRows", "gcp.bigtable.DeleteRows", "gcp.bigtable.*Table"],
    system: "bigtable",
    kind: "table",
    writes: [{ namespace: "bigtable://{projectId}", name: "{instanceId}.{tableId}" }],
  },
  {
    types: ["gcp.pubsub.Publish"],
    system: "pubsub",
    kind: "topic",
    writes: TOPIC,
  },
  {
    types: ["gcp.pubsub.Consume", "gcp.pubsub.Trigger", "gcp.pubsub.RealtimeTrigger"],
    system: "pubsub",
    kind: "topic",
    reads: TOPIC,
  },
  {
    types: ["gcp.compute.Create", "gcp.compute.Start", "gcp.compute.Stop", "gcp.compute.Delete"],
    system: "gcp-compute",
    kind: "vm",
    writes: [{ namespace: "gcp-compute://{projectId}", name: "{instanceName}" }],
  },
  {
    types: ["gcp.spanner.CreateDatabase", "gcp.spanner.DeleteDatabase"],
    system: "spanner",
    kind: "dataset",
    writes: [{ namespace: "spanner://{projectId}:{instanceId}", name: "{databaseId}" }],
  },
  {
    types: ["gcp.spanner.Trigger"],
    system: "spanner",
    kind: "topic",
    reads: [{ namespace: "spanner://{projectId}:{instanceId}", name: "{databaseId}.{changeStreamName}" }],
  },
  {
    types: ["gcp.dataflow.LaunchTemplate", "gcp.dataflow.LaunchFlexTemplate"],
    system: "gcs",
    reads: [
      { uri: "{gcsPath}", schemes: ["gs"] },
      { uri: "{containerSpecGcsPath}", schemes: ["gs"] },
      { uri: "{parameters.inputFile}", schemes: ["gs"] },
      { uri: "{parameters.input}", schemes: ["gs"] },
    ],
    writes: [{ uri: "{parameters.output}", schemes: ["gs"], folder: true }],
  },
  {
    types: ["gcp.dataproc.batches.*Submit"],
    system: "gcs",
    reads: [
      { uri: "{mainPythonFileUri}", schemes: ["gs"] },
      { uri: "{mainRFileUri}", schemes: ["gs"] },
      { uri: "{queryFileUri}", schemes: ["gs"] },
      { uri: "{jarFileUris}", schemes: ["gs"] },
    ],
  },
  {
    types: ["gcp.dataform.InvokeWorkflow"],
    system: "gcp",
    opaque: "it is defined in a job outside the flow",
  },
];
