import type { CatalogueEntry, Touch } from "./entry.ts";

/**
 * Clusters, jobs, functions and stacks that tasks create, start, change and inspect. They contain no data themselves,
 * so this group is off by default.
 */
export const INFRASTRUCTURE: readonly CatalogueEntry[] = [
  ...managed(
    "glue",
    { namespace: "glue[://{region}]", name: "{jobName}" },
    {
      looks: ["aws.glue.GetJobRun"],
      changes: ["aws.glue.StartJobRun", "aws.glue.StopJobRun"],
    },
  ),
  ...managed(
    "emr",
    { namespace: "emr[://{region}]", name: "{clusterName}" },
    {
      changes: ["aws.emr.CreateCluster", "aws.emr.CreateClusterAndSubmitSteps"],
    },
  ),
  ...managed(
    "emr",
    { namespace: "emr[://{region}]", name: "{clusterIds}" },
    {
      changes: ["aws.emr.DeleteCluster"],
    },
  ),
  ...managed(
    "emr",
    { namespace: "emr[://{region}]", name: "{clusterId}" },
    {
      changes: ["aws.emr.SubmitSteps"],
    },
  ),
  ...managed(
    "emr-serverless",
    { namespace: "emr-serverless[://{region}]", name: "{applicationIds}" },
    {
      changes: ["aws.emr.DeleteServerlessApplication"],
    },
  ),
  ...managed(
    "msk",
    { namespace: "msk[://{region}]", name: "{clusterName}" },
    {
      changes: ["aws.msk.CreateCluster"],
    },
  ),
  ...managed(
    "healthlake",
    { namespace: "healthlake[://{region}]", name: "{datastoreName}" },
    {
      changes: ["aws.healthlake.CreateDatastore"],
    },
  ),
  ...managed(
    "s3files",
    { namespace: "s3files[://{region}]", name: "{fileSystemId}" },
    {
      looks: ["aws.s3.files.GetFileSystem", "aws.s3.files.ListMountTargets"],
      changes: ["aws.s3.files.DeleteFileSystem", "aws.s3.files.CreateMountTarget"],
    },
  ),
  ...managed(
    "s3files",
    { namespace: "s3files[://{region}]", name: "{mountTargetId}" },
    {
      changes: ["aws.s3.files.DeleteMountTarget"],
    },
  ),
  ...managed(
    "cloudformation",
    { namespace: "cloudformation[://{region}]", name: "{stackName}" },
    {
      changes: ["aws.cloudformation.Create", "aws.cloudformation.Delete"],
    },
  ),
  ...managed("lambda", { namespace: "lambda", name: "{functionArn}" }, { changes: ["aws.lambda.Invoke"] }),
  ...managed(
    "logicapps",
    { namespace: "logicapps", name: "{resourceGroupName}/{workflowName}" },
    {
      looks: [
        "azure.logicapps.Get",
        "azure.logicapps.GetRun",
        "azure.logicapps.ListRuns",
        "azure.logicapps.Trigger",
      ],
      changes: ["azure.logicapps.Run"],
    },
  ),
  ...managed(
    "datafactory",
    { namespace: "datafactory", name: "{resourceGroupName}/{factoryName}/{pipelineName}" },
    {
      changes: ["azure.datafactory.CreateRun"],
    },
  ),
  ...managed(
    "streamanalytics",
    { namespace: "streamanalytics", name: "{resourceGroup}/{jobName}" },
    {
      looks: ["azure.streamanalytics.GetJob"],
      changes: ["azure.streamanalytics.StartJob", "azure.streamanalytics.StopJob"],
    },
  ),
  ...managed(
    "azurebatch",
    { namespace: "azurebatch[://{endpoint:authority}]", name: "{poolId}" },
    {
      changes: ["azure.batch.pool.Resize"],
    },
  ),
  ...managed(
    "azurebatch",
    { namespace: "azurebatch[://{endpoint:authority}]", name: "{job.id}" },
    {
      changes: ["azure.batch.job.Create"],
    },
  ),
  ...managed(
    "dataproc",
    { namespace: "dataproc[://{region}]", name: "{clusterName}" },
    {
      changes: ["gcp.dataproc.clusters.*"],
    },
  ),
  ...managed(
    "gke",
    { namespace: "gke", name: "[{clusterProjectId}/][{clusterZone}/]{clusterId}" },
    {
      looks: ["gcp.gke.ClusterMetadata"],
    },
  ),
  ...managed(
    "dataflow",
    { namespace: "dataflow[://{location}]", name: "{jobId}" },
    {
      looks: ["gcp.dataflow.GetJob", "gcp.dataflow.WaitForJob"],
      changes: ["gcp.dataflow.CancelJob"],
    },
  ),
];

/** The image of a container. Its commands are read even if the group is off. */
export const CONTAINER_TASKS: readonly CatalogueEntry[] = [
  {
    types: ["docker.Run"],
    system: "docker",
    kind: "other",
    group: "docker",
    reads: [{ namespace: "docker", name: "{containerImage}" }],
    commands: ["beforeCommands", "commands"],
  },
];

function managed(
  system: string,
  touch: Touch,
  { looks = [], changes = [] }: { readonly looks?: readonly string[]; readonly changes?: readonly string[] },
): CatalogueEntry[] {
  const shared = { system, kind: "other", group: "infrastructure" } as const;
  return [
    ...(looks.length > 0 ? [{ ...shared, types: looks, reads: [touch] }] : []),
    ...(changes.length > 0 ? [{ ...shared, types: changes, writes: [touch] }] : []),
  ];
}
