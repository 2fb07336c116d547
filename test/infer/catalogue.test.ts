import { describe, expect, test } from "vitest";
import { accessesOf, bundlesOf, flowOf, inferText } from "./inferred.ts";

/** The accesses of a task with a type, and with properties in flow style. */
function task(type: string, properties: string): string[] {
  return accessesOf(`- {id: t, type: io.kestra.plugin.${type}, ${properties}}`);
}

describe("what the properties of a task name", () => {
  test.each([
    ["aws.s3.Upload", "bucket: lake, key: raw/a.csv, from: x", ["writes s3://lake/raw/a.csv"]],
    ["aws.s3.Download", "bucket: lake, key: raw/a.csv", ["reads s3://lake/raw/a.csv"]],
    ["minio.List", "bucket: lake, prefix: raw/", ["reads s3://lake/raw/*"]],
    ["aws.s3.List", "bucket: lake", ["reads s3://lake/*"]],
    ["aws.s3.CreateBucket", "bucket: lake", ["writes s3://lake"]],
    [
      "aws.s3.Copy",
      "from: {bucket: a, key: x}, to: {bucket: b, key: y}",
      ["reads s3://a/x", "writes s3://b/y"],
    ],
    [
      "aws.s3.Downloads",
      "bucket: a, prefix: in, action: MOVE, moveTo: {bucket: a, key: done}",
      ["reads s3://a/in/*", "writes s3://a/done/*"],
    ],
    [
      "aws.s3.Downloads",
      "bucket: a, prefix: in, action: NONE, moveTo: {bucket: a, key: done}",
      ["reads s3://a/in/*"],
    ],
    ["gcp.gcs.Upload", "from: x, to: 'gs://lake/a.csv'", ["writes gs://lake/a.csv"]],
    ["gcp.gcs.Download", "from: 'gs://lake/a.csv'", ["reads gs://lake/a.csv"]],
    ["gcp.gcs.CreateBucket", "name: lake", ["writes gs://lake"]],
    [
      "azure.storage.blob.Upload",
      "endpoint: 'https://acct.blob.core.windows.net', container: c, name: a.csv",
      ["writes wasbs://c@acct.blob.core.windows.net/a.csv"],
    ],
    [
      "azure.storage.adls.Read",
      "endpoint: 'https://acct.dfs.core.windows.net', fileSystem: fs, filePath: a/b.csv",
      ["reads abfss://fs@acct.dfs.core.windows.net/a/b.csv"],
    ],
    [
      "fs.sftp.Upload",
      "host: files.example, port: 22, to: /in/a.csv",
      ["writes sftp://files.example:22/in/a.csv"],
    ],
    [
      "fs.sftp.Download",
      "host: files.example, from: 'sftp://files.example//in/a.csv'",
      ["reads sftp://files.example/in/a.csv"],
    ],
    ["fs.sftp.Download", "host: files.example, from: //in//a.csv", ["reads sftp://files.example/in/a.csv"]],
    ["aws.s3.Download", "bucket: lake, key: //in//a.csv", ["reads s3://lake//in//a.csv"]],
    ["fs.local.Download", "from: /data/a.csv", ["reads file:///data/a.csv"]],
    ["fs.local.Copy", "from: /data/a.csv, to: backup/a.csv", ["reads file:///data/a.csv"]],
    ["core.http.Download", "uri: 'https://API.example/a.csv?token=t'", ["reads https://api.example/a.csv"]],
    [
      "core.http.Request",
      "uri: 'https://api.example/hook', method: POST",
      ["writes https://api.example/hook"],
    ],
    [
      "kafka.Produce",
      "topic: orders, properties: {bootstrap.servers: 'k1:9092,k2:9092'}",
      ["writes kafka://k1:9092/orders"],
    ],
    ["gcp.pubsub.Publish", "projectId: p, topic: orders", ["writes pubsub/topic:p:orders"]],
    [
      "aws.dynamodb.PutItem",
      "region: eu-west-1, tableName: orders",
      ["writes dynamodb://dynamodb.eu-west-1.amazonaws.com/orders"],
    ],
    [
      "gcp.bigquery.Copy",
      "projectId: p, sourceTables: [p.d.a, d.b], destinationTable: p.d.c",
      ["reads bigquery/p.d.a", "reads bigquery/p.d.b", "writes bigquery/p.d.c"],
    ],
    ["gcp.bigquery.DeleteTable", "projectId: p, dataset: d, table: t$20240101", ["writes bigquery/p.d.t"]],
    [
      "mongodb.InsertOne",
      "connection: {uri: 'mongodb://u:pw@m:27017/x'}, database: d, collection: c",
      ["writes mongodb://m:27017/d.c"],
    ],
    [
      "airbyte.connections.Sync",
      "url: 'http://airbyte:8080', connectionId: e3b1",
      ["writes airbyte://airbyte:8080/e3b1"],
    ],
    [
      "ansible.cli.AnsibleCLI",
      'inputFiles: {inventory.ini: "[web]\\nweb1 ansible_user=x\\n[web:vars]\\na=b\\n"}, commands: [x]',
      ["reads ansible/web1"],
    ],
  ])(
    "given %s {%s}, when inferred, then its reads and writes have these ids",
    (type, properties, expected) => {
      expect(task(type, properties)).toEqual(expected);
    },
  );

  test("given a group that is off, when its type is used, then nothing is inferred", () => {
    const text = flowOf("- {id: t, type: io.kestra.plugin.core.http.Request, uri: 'https://api.example/x'}");
    expect(bundlesOf(inferText(text, { groups: [], types: [] }))).toEqual([]);
  });

  test("given a type of the user's own, when a task has it, then its entry says what it touches", () => {
    const text = flowOf("- {id: t, type: com.acme.Load, target: sales.orders, feed: s}");
    const own = {
      types: ["com.acme.Load"],
      system: "acme",
      kind: "table" as const,
      writes: [{ namespace: "acme", name: "{target}" }],
    };
    const [bundle] = bundlesOf(inferText(text, { groups: [], types: [own] }));
    expect(bundle?.outputs).toMatchObject([
      {
        id: "acme/sales.orders",
        certainty: "exact",
        evidence: "target: sales.orders",
        claim: { type: "io.kestra.plugin.ee.assets.Table", metadata: { system: "acme" } },
      },
    ]);
  });

  test("given old type names and plugin defaults, when inferred, then they apply", () => {
    const defaults =
      "taskDefaults:\n  - {type: io.kestra.plugin.fs.http.Download, values: {uri: 'https://a.example/x'}}\n";
    expect(accessesOf("- {id: t, type: io.kestra.plugin.fs.http.Download}", defaults)).toEqual([
      "reads https://a.example/x",
    ]);
  });
});

describe("what the group infrastructure adds", () => {
  test.each([
    ["aws.glue.StartJobRun", "jobName: etl, region: eu-west-1", ["writes glue://eu-west-1/etl"]],
    ["aws.glue.GetJobRun", "jobName: etl", ["reads glue/etl"]],
    ["aws.emr.DeleteCluster", "clusterIds: [j-1, j-2]", ["writes emr/j-1", "writes emr/j-2"]],
    ["aws.emr.SubmitSteps", "clusterId: j-1", ["writes emr/j-1"]],
    ["aws.msk.CreateCluster", "clusterName: events", ["writes msk/events"]],
    ["aws.cloudformation.Create", "stackName: lake", ["writes cloudformation/lake"]],
    ["aws.s3.files.GetFileSystem", "fileSystemId: fs-1", ["reads s3files/fs-1"]],
    ["azure.logicapps.Run", "resourceGroupName: rg, workflowName: sync", ["writes logicapps/rg/sync"]],
    [
      "azure.datafactory.CreateRun",
      "resourceGroupName: rg, factoryName: f, pipelineName: p",
      ["writes datafactory/rg/f/p"],
    ],
    [
      "azure.batch.job.Create",
      "endpoint: 'https://a.batch.azure.com', job: {id: nightly}",
      ["writes azurebatch://a.batch.azure.com/nightly"],
    ],
    ["gcp.dataproc.clusters.Create", "clusterName: c, region: r", ["writes dataproc://r/c"]],
    ["gcp.gke.ClusterMetadata", "clusterProjectId: p, clusterZone: z, clusterId: c", ["reads gke/p/z/c"]],
    [
      "gcp.dataflow.GetJob",
      "location: us-central1, jobId: '2026_1'",
      ["reads dataflow://us-central1/2026_1"],
    ],
  ])("given %s with %s, when inferred, then the resource is known", (type, properties, expected) => {
    expect(task(type, properties)).toEqual(expected);
  });

  test("given the group off, then what a job does is not known", () => {
    const flow = flowOf("- {id: t, type: io.kestra.plugin.aws.glue.StartJobRun, jobName: etl}");
    const [inferred] = inferText(flow, { groups: [], types: [] }).flows;
    expect(inferred?.bundles).toEqual([]);
    expect(inferred?.gaps.map(({ message }) => message)).toEqual([
      "unknown data access: it is defined in a job at AWS",
    ]);
  });

  test("given a container, then its image and what its commands copy are read", () => {
    expect(task("docker.Run", "containerImage: 'postgres:16', commands: ['aws s3 mb s3://new']")).toEqual([
      "reads docker/postgres:16",
      "writes s3://new",
    ]);
  });
});

describe("what shell commands name", () => {
  const commands = (...lines: string[]) =>
    accessesOf(
      `- id: t\n  type: io.kestra.plugin.scripts.shell.Commands\n  commands:\n${lines.map((line) => `    - ${JSON.stringify(line)}`).join("\n")}`,
    );

  test.each([
    ["aws s3 cp s3://a/x.csv s3://b/y/", ["reads s3://a/x.csv", "writes s3://b/y/x.csv"]],
    ["aws --region eu-west-1 s3 sync s3://a/in out --delete", ["reads s3://a/in/*"]],
    ["cd /tmp && aws s3 mb s3://new", ["writes s3://new"]],
    ["aws s3api put-object --bucket b --key k.csv --body x", ["writes s3://b/k.csv"]],
    ["gsutil -m cp -r gs://a/in gs://b/out", ["reads gs://a/in/*", "writes gs://b/out/*"]],
    ["bq load --source_format=CSV ds.t gs://a/x.csv", ["reads gs://a/x.csv", "writes bigquery/ds.t"]],
    ["echo aws s3 cp s3://a/x s3://b/y", []],
    ["python run.py s3://a/x", []],
  ])("given %s, when inferred, then its reads and writes have these ids", (command, expected) => {
    expect(commands(command)).toEqual(expected);
  });
});

describe("tasks of which nothing is known", () => {
  test("given a dbt task, when inferred, then a gap gives the location of its reads and writes", () => {
    const parts = inferText(
      flowOf("- {id: build, type: io.kestra.plugin.dbt.cli.DbtCLI, commands: [dbt build]}"),
    );
    expect(parts.flows[0]?.gaps).toMatchObject([
      {
        kind: "undeclared",
        task: "build",
        message: "unknown data access: it is defined in the models of the dbt project",
      },
    ]);
  });

  test("given SQL from an expression only, when inferred, then it has a gap", () => {
    const parts = inferText(
      flowOf(
        "- {id: q, type: io.kestra.plugin.jdbc.mysql.Query, url: 'jdbc:mysql://m/d', sql: \"{{ read('x.sql') }}\"}",
      ),
    );
    expect(parts.flows[0]?.gaps.map(({ kind, task, place }) => ({ kind, task, line: place.line }))).toEqual([
      { kind: "undeclared", task: "q", line: 4 },
    ]);
  });

  test("given a task with declared outputs, when inferred, then it has no gap", () => {
    const parts = inferText(
      flowOf(
        "- {id: build, type: io.kestra.plugin.dbt.cli.DbtCLI, commands: [dbt build], assets: {outputs: [{id: orders}]}}",
      ),
    );
    expect(parts.flows[0]?.gaps).toEqual([]);
  });
});

describe("lists in the properties of a task", () => {
  /** The number of assets read by a task of a configured type. */
  function combinations(buckets: number, keys: number): number {
    const names = (count: number, prefix: string) =>
      `[${Array.from({ length: count }, (_, index) => `${prefix}${index}`).join(", ")}]`;
    const text = flowOf(
      `- {id: t, type: acme.Load, buckets: ${names(buckets, "b")}, keys: ${names(keys, "k")}}`,
    );
    const load = {
      types: ["acme.Load"],
      system: "s3",
      reads: [{ namespace: "s3://lake", name: "{buckets}/{keys}" }],
    };
    return bundlesOf(inferText(text, { groups: [], types: [load] })).flatMap(({ inputs }) => inputs).length;
  }

  test("given a name of two lists, when read, then each combination is an asset", () => {
    expect(combinations(2, 3)).toBe(6);
  });

  test("given more than 10,000 combinations, when read, then none is an asset", () => {
    expect(combinations(101, 100)).toBe(0);
  });
});

describe("evidence of a statement", () => {
  test.each([
    ["CREATE TABLE IF NOT EXISTS shop.t (a INT)", "CREATE TABLE IF NOT EXISTS shop.t"],
    ["SELECT 1; CREATE OR REPLACE VIEW t AS SELECT 1", "CREATE OR REPLACE VIEW t"],
    ["CREATE OR REPLACE TABLE t AS SELECT 1", "CREATE OR REPLACE TABLE t"],
    ["DROP TABLE IF EXISTS t", "DROP TABLE IF EXISTS t"],
    ["WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", "INSERT INTO t"],
  ])("given %s, when inferred, then the evidence starts with the verb of the statement", (sql, evidence) => {
    const task = `- {id: q, type: io.kestra.plugin.jdbc.snowflake.Queries, sql: "${sql}"}`;
    const outputs = bundlesOf(inferText(flowOf(task))).flatMap((bundle) => bundle.outputs);
    expect(outputs.map((output) => output.evidence)).toEqual([evidence]);
  });
});
