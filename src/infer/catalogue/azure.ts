import type { CatalogueEntry, Touch } from "./entry.ts";

const container = (path: string): Omit<Touch, "name"> => ({
  namespace: `wasbs://{${path}container}@{endpoint:host}`,
});
const location = (name: string): string => `{endpoint:server}/{container}/${name}`;
const BLOB: Touch = { ...container(""), name: "{name}", location: location("{name}") };
const BLOBS: Touch = { ...container(""), name: "[{prefix}]", folder: true };
const FILE_SYSTEM = { namespace: "abfss://{fileSystem}@{endpoint:host}" };
const MOVED: Touch = {
  ...container("moveTo."),
  name: "{moveTo.name}",
  folder: true,
  when: { action: ["MOVE"] },
};

const blob = (
  names: readonly string[],
  touches: Pick<CatalogueEntry, "reads" | "writes">,
): CatalogueEntry => ({
  types: names.flatMap((name) => [`azure.storage.blob.${name}`]),
  system: "wasbs",
  ...touches,
});
const lake = (
  names: readonly string[],
  touches: Pick<CatalogueEntry, "reads" | "writes">,
): CatalogueEntry => ({
  types: names.map((name) => `azure.storage.adls.${name}`),
  system: "abfss",
  ...touches,
});

export const AZURE: readonly CatalogueEntry[] = [
  blob(["Upload", "Delete"], { writes: [BLOB] }),
  blob(["Download", "SharedAccess"], { reads: [BLOB] }),
  blob(["Downloads", "List", "Trigger"], { reads: [BLOBS], writes: [MOVED] }),
  blob(["DeleteList"], { writes: [BLOBS] }),
  blob(["Copy"], {
    reads: [{ ...container("from."), name: "{from.key}" }],
    writes: [{ ...container("to."), name: "{to.key}" }],
  }),
  lake(["Upload"], {
    writes: [
      { ...FILE_SYSTEM, name: "{filePath}" },
      { ...FILE_SYSTEM, name: "{fileName}", when: { filePath: [""] } },
    ],
  }),
  lake(["Delete", "update.Append"], { writes: [{ ...FILE_SYSTEM, name: "{filePath}" }] }),
  lake(["Read", "SharedAccess"], {
    reads: [
      { ...FILE_SYSTEM, name: "{filePath}" },
      { ...FILE_SYSTEM, name: "{fileName}", when: { filePath: [""] } },
    ],
  }),
  lake(["Reads", "List", "Trigger"], { reads: [{ ...FILE_SYSTEM, name: "{directoryPath}", folder: true }] }),
  lake(["DeleteFiles"], { writes: [{ ...FILE_SYSTEM, name: "{directoryPath}", folder: true }] }),
  {
    types: ["azure.storage.table.Get", "azure.storage.table.List"],
    system: "azure-table",
    kind: "table",
    reads: [{ namespace: "azure-table://{endpoint:host}", name: "{table}" }],
  },
  {
    types: ["azure.storage.table.Bulk", "azure.storage.table.Delete"],
    system: "azure-table",
    kind: "table",
    writes: [{ namespace: "azure-table://{endpoint:host}", name: "{table}" }],
  },
  {
    types: ["azure.storage.cosmosdb.Query", "azure.storage.cosmosdb.Queries", "azure.storage.cosmosdb.Read*"],
    system: "azurecosmos",
    kind: "table",
    reads: [{ namespace: "azurecosmos://{endpoint:host}/dbs/{databaseId}", name: "colls/{containerId}" }],
  },
  {
    types: [
      "azure.storage.cosmosdb.Batch",
      "azure.storage.cosmosdb.CreateItem",
      "azure.storage.cosmosdb.Upsert",
      "azure.storage.cosmosdb.Delete",
    ],
    system: "azurecosmos",
    kind: "table",
    writes: [{ namespace: "azurecosmos://{endpoint:host}/dbs/{databaseId}", name: "colls/{containerId}" }],
  },
  {
    types: ["azure.eventhubs.Consume", "azure.eventhubs.Trigger", "azure.eventhubs.RealtimeTrigger"],
    system: "eventhubs",
    kind: "topic",
    reads: [{ namespace: "eventhubs://{namespace}", name: "{eventHubName}" }],
  },
  {
    types: ["azure.eventhubs.Produce"],
    system: "eventhubs",
    kind: "topic",
    writes: [{ namespace: "eventhubs://{namespace}", name: "{eventHubName}" }],
  },
  {
    types: [
      "azure.servicebus.Consume",
      "azure.servicebus.Trigger",
      "azure.servicebus.RealTimeTrigger",
      "azure.servicebus.RealtimeTrigger",
    ],
    system: "servicebus",
    kind: "queue",
    reads: [
      { namespace: "servicebus://{namespace}", name: "{queueName}" },
      { namespace: "servicebus://{namespace}", name: "{topicName}" },
    ],
  },
  {
    types: ["azure.servicebus.Publish"],
    system: "servicebus",
    kind: "queue",
    writes: [
      { namespace: "servicebus://{namespace}", name: "{queueName}" },
      { namespace: "servicebus://{namespace}", name: "{topicName}" },
    ],
  },
  {
    types: ["azure.synapse.SparkBatchJobCreate"],
    system: "abfss",
    reads: [{ uri: "{file}", schemes: ["abfss", "wasbs"] }],
  },
  {
    types: ["azure.datafactory.CreateRun"],
    system: "azure",
    opaque: "it is defined in a pipeline at Azure",
  },
];
