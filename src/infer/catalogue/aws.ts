import type { CatalogueEntry, Touch } from "./entry.ts";

const OBJECT: Touch = { namespace: "s3://{bucket}", name: "{key}" };
const PREFIX: Touch = { namespace: "s3://{bucket}", name: "[{prefix}]", folder: true };
const BUCKET: Touch = { namespace: "s3://{bucket}" };
/** The target of read objects that Kestra moves after the download. */
const MOVED: Touch = {
  namespace: "s3://{moveTo.bucket}",
  name: "{moveTo.key}",
  folder: true,
  when: { action: ["MOVE"] },
};

const s3 = (names: readonly string[], touches: Pick<CatalogueEntry, "reads" | "writes">): CatalogueEntry => ({
  types: names.flatMap((name) => [`aws.s3.${name}`, `minio.${name}`]),
  system: "s3",
  ...touches,
});

export const AWS: readonly CatalogueEntry[] = [
  s3(["Upload", "Delete"], { writes: [OBJECT] }),
  s3(["DeleteList"], { writes: [PREFIX] }),
  s3(["CreateBucket", "DeleteBucket"], { writes: [BUCKET] }),
  s3(["Download"], { reads: [OBJECT] }),
  s3(["Downloads", "List", "Trigger"], { reads: [PREFIX], writes: [MOVED] }),
  s3(["Copy"], {
    reads: [{ namespace: "s3://{from.bucket}", name: "{from.key}" }],
    writes: [{ namespace: "s3://{to.bucket}", name: "{to.key}" }],
  }),
  {
    types: ["aws.dynamodb.GetItem", "aws.dynamodb.Query", "aws.dynamodb.Scan"],
    system: "dynamodb",
    kind: "table",
    reads: [{ namespace: "dynamodb://dynamodb.{region}.amazonaws.com", name: "{tableName}" }],
  },
  {
    types: ["aws.dynamodb.PutItem", "aws.dynamodb.DeleteItem", "aws.dynamodb.UpdateItem"],
    system: "dynamodb",
    kind: "table",
    writes: [{ namespace: "dynamodb://dynamodb.{region}.amazonaws.com", name: "{tableName}" }],
  },
  {
    types: ["aws.sqs.Consume", "aws.sqs.Trigger", "aws.sqs.RealtimeTrigger"],
    system: "sqs",
    kind: "queue",
    reads: [{ uri: "{queueUrl}" }],
  },
  { types: ["aws.sqs.Publish"], system: "sqs", kind: "queue", writes: [{ uri: "{queueUrl}" }] },
  {
    types: ["aws.sns.Publish"],
    system: "sns",
    kind: "topic",
    writes: [{ namespace: "sns", name: "{topicArn}" }],
  },
  {
    types: ["aws.kinesis.Consume", "aws.kinesis.Trigger", "aws.kinesis.RealtimeTrigger"],
    system: "kinesis",
    kind: "topic",
    reads: [{ namespace: "kinesis://kinesis.{region}.amazonaws.com", name: "{streamName}" }],
  },
  {
    types: ["aws.kinesis.PutRecords"],
    system: "kinesis",
    kind: "topic",
    writes: [{ namespace: "kinesis://kinesis.{region}.amazonaws.com", name: "{streamName}" }],
  },
  {
    types: ["aws.healthlake.StartImportJob"],
    system: "healthlake",
    kind: "dataset",
    reads: [{ uri: "{inputS3Uri}", schemes: ["s3"], kind: "file", folder: true }],
    writes: [
      { namespace: "healthlake://healthlake.{region}.amazonaws.com", name: "{datastoreId}" },
      { uri: "{outputS3Uri}", schemes: ["s3"], kind: "file", folder: true },
    ],
  },
  {
    types: ["aws.healthlake.StartExportJob"],
    system: "healthlake",
    kind: "dataset",
    reads: [{ namespace: "healthlake://healthlake.{region}.amazonaws.com", name: "{datastoreId}" }],
    writes: [{ uri: "{outputS3Uri}", schemes: ["s3"], kind: "file", folder: true }],
  },
  {
    types: ["aws.emr.StartServerlessJobRun", "aws.emr.CreateServerlessApplicationAndStartJob"],
    system: "s3",
    reads: [{ uri: "{entryPoint}", schemes: ["s3"] }],
  },
  {
    types: ["aws.eventbridge.PutEvents"],
    system: "eventbridge",
    kind: "topic",
    writes: [{ namespace: "eventbridge://events.{region}.amazonaws.com", name: "{entries.eventBusName}" }],
  },
  {
    types: ["aws.glue.*JobRun", "aws.emr.*"],
    system: "aws",
    opaque: "it is defined in a job at AWS",
  },
];
