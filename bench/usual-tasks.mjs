// Tasks with the types and frequencies of real flows: the counts per plugin family of 1,228 tasks in 753 public flows of
// plugins, without the two repositories of Kestra itself, counted with the flow parser. 141 of 1,000 tasks contain SQL.

/** Tasks that access data, or can do so, and therefore declare assets: counts, and functions for the lines below `- id`. */
const DATA = [
  [24, postgres],
  [21, duckdb],
  [14, clickhouse],
  [58, otherDatabase],
  [10, snowflake],
  [14, batch],
  [5, copyIn],
  [14, bigquery],
  [113, script],
  [77, cloudService],
  [50, fileTransfer],
  [45, download],
  [39, clone],
  [37, putItem],
  [28, azureUpload],
  [15, upload],
  [5, fetch],
  [19, dbt],
  [15, container],
  [14, gcsUpload],
];

/** Other tasks: control of the execution, messages, and conversions. The loops of the generator count too. */
const OTHERS = [
  [84, returned],
  [30, sequential],
  [30, log],
  [62, convert],
  [96, housekeeping],
  [12, slack],
  [2, request],
];

/** The weight of data tasks without a declaration. About half of the tasks of a flow have a declaration. */
const UNDECLARED_DATA = 0.25;
const UNDECLARED = [...DATA.map(([weight, make]) => [weight * UNDECLARED_DATA, make]), ...OTHERS];

/**
 * The lines of a task, as an item of a list.
 *
 * @param n the number of the flow, part of the names of tables and files
 * @param earlier ids of earlier tasks of the flow; the task can use the output of one of them
 * @param statement lines of the SQL text, if the task has SQL; required for a task that declares assets
 */
export function usualTask(id, n, earlier, source, statement) {
  const rows = statement === undefined ? UNDECLARED : DATA;
  let at = source.below(1000) / 1000;
  const total = rows.reduce((sum, [weight]) => sum + weight, 0);
  const [, make] =
    rows.find(([weight]) => {
      at -= weight / total;
      return at < 0;
    }) ?? rows.at(-1);
  const from = earlier.length === 0 ? undefined : source.pick(earlier);
  return [`- id: ${id}`, ...make({ n, from, statement, ...source }).map((line) => `  ${line}`)];
}

/** A table name. Two fifths of SQL texts contain an expression, a quarter in the name of a table. */
function table({ n, below, chance, pick }) {
  const name = `${pick(["raw", "staging", "mart"])}.t_${below(n + 1)}`;
  return chance(0.25)
    ? `${name}_${pick(["{{ vars.env }}", "{{ kv('SUFFIX') }}", "{{ inputs.day }}"])}`
    : name;
}

function columns({ below, pick }) {
  const names = ["id", "customer_id", "amount", "currency", "created_at", "region", "status"];
  return Array.from({ length: 2 + below(8) }, () => `    o.${pick(names)} AS c_${below(100)},`);
}

/** An SQL text: a query, an insert from a query, a table definition or a merge. A fifth have several statements. */
function sql(source) {
  const { chance, below, statement } = source;
  if (statement !== undefined) return statement;
  const kind = below(10);
  const where = chance(0.15) ? ["  WHERE o.created_at >= '{{ trigger.date ?? execution.startDate }}'"] : [];
  const select = ["  SELECT", ...columns(source), `    count(*)`, `  FROM ${table(source)} o`, ...where];
  const first =
    kind < 4
      ? select
      : kind < 6
        ? [`  INSERT INTO ${table(source)}`, ...select]
        : kind < 8
          ? [
              `  CREATE TABLE IF NOT EXISTS ${table(source)} (`,
              ...Array.from({ length: 3 + below(15) }, (_, at) => `    c_${at} VARCHAR(255),`),
              "    loaded_at TIMESTAMP",
              "  )",
            ]
          : [
              `  MERGE INTO ${table(source)} AS t USING ${table(source)} AS s ON t.id = s.id`,
              "  WHEN MATCHED THEN UPDATE SET amount = s.amount",
              "  WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (s.id, s.amount)",
            ];
  return [...first, ...(chance(0.2) ? ["  ;", ...sql(source)] : [])];
}

function postgres(source) {
  return [
    `type: io.kestra.plugin.jdbc.postgresql.${source.pick(["Queries", "Query"])}`,
    "url: jdbc:postgresql://warehouse.example:5432/analytics",
    `username: "{{ secret('DB_USER') }}"`,
    `password: "{{ secret('DB_PASSWORD') }}"`,
    "sql: |",
    ...sql(source),
  ];
}

function clickhouse(source) {
  return [
    "type: io.kestra.plugin.jdbc.clickhouse.Query",
    "url: jdbc:clickhouse://events.example:8123/",
    "username: reader",
    `password: "{{ secret('CLICKHOUSE') }}"`,
    "sql: |",
    ...sql(source),
  ];
}

function otherDatabase(source) {
  const [type, url] = source.pick([
    ["mysql", "mysql://shop.example:3306/shop"],
    ["oracle", "oracle:thin:@erp.example:1521:XE"],
    ["mariadb", "mariadb://shop.example:3306/shop"],
    ["sqlserver", "sqlserver://crm.example:1433;databaseName=crm"],
    ["trino", "trino://trino.example:8080/lake"],
    ["vertica", "vertica://stats.example:5433/docker"],
  ]);
  return [
    `type: io.kestra.plugin.jdbc.${type}.Query`,
    `url: "jdbc:${url}"`,
    "username: reader",
    `password: "{{ secret('DB_PASSWORD') }}"`,
    "sql: |",
    ...sql(source),
    "fetchType: FETCH",
  ];
}

function batch(source) {
  return [
    "type: io.kestra.plugin.jdbc.postgresql.Batch",
    "url: jdbc:postgresql://warehouse.example:5432/analytics",
    `from: "${inputFile(source)}"`,
    `sql: INSERT INTO ${plainTable(source)} VALUES (?, ?, ?)`,
  ];
}

function bigquery(source) {
  const table = `analytics.raw.t_${source.below(source.n + 1)}`;
  if (source.chance(0.85))
    return [
      "type: io.kestra.plugin.gcp.bigquery.LoadFromGcs",
      `projectId: "{{ kv('GCP_PROJECT_ID') }}"`,
      `from: [gs://company-lake/raw/${source.n}.csv]`,
      `destinationTable: ${table}`,
    ];
  return [
    "type: io.kestra.plugin.gcp.bigquery.Query",
    `projectId: "{{ kv('GCP_PROJECT_ID') }}"`,
    "sql: |",
    ...sql(source),
  ];
}

/** An expression for a file of the execution: the output of an earlier task, or an input. */
function inputFile({ from }) {
  return from === undefined ? "{{ inputs.file }}" : `{{ outputs.${from}.uri }}`;
}

function plainTable(source) {
  return table(source).replace(/_\{\{.*/, "");
}

function duckdb(source) {
  const { from, below } = source;
  if (from === undefined) return ["type: io.kestra.plugin.jdbc.duckdb.Query", "sql: |", ...sql(source)];
  return [
    "type: io.kestra.plugin.jdbc.duckdb.Query",
    "inputFiles:",
    `  in.csv: "{{ outputs.${from}.uri }}"`,
    "sql: |",
    `  SELECT c_${below(9)}, sum(amount) FROM read_csv_auto('in.csv') GROUP BY 1`,
    "fetchType: STORE",
  ];
}

function snowflake(source) {
  return [
    "type: io.kestra.plugin.jdbc.snowflake.Query",
    "url: jdbc:snowflake://acct.snowflakecomputing.com?warehouse=wh&db=lake",
    `password: "{{ secret('SNOWFLAKE') }}"`,
    "sql: |",
    ...sql(source),
  ];
}

function upload(source) {
  const { n, chance } = source;
  return [
    "type: io.kestra.plugin.aws.s3.Upload",
    "region: eu-west-1",
    `bucket: ${chance(0.3) ? `"{{ kv('BUCKET') }}"` : "company-lake"}`,
    `key: "raw/${n}/{{ trigger.date ?? 'today' }}.csv"`,
    `from: "${inputFile(source)}"`,
  ];
}

function gcsUpload(source) {
  return [
    "type: io.kestra.plugin.gcp.gcs.Upload",
    `from: "${inputFile(source)}"`,
    `to: gs://company-lake/raw/${source.n}.csv`,
  ];
}

function azureUpload(source) {
  return [
    "type: io.kestra.plugin.azure.storage.blob.Upload",
    "endpoint: https://company.blob.core.windows.net",
    `connectionString: "{{ secret('AZURE') }}"`,
    "container: lake",
    `name: raw/${source.n}.csv`,
    `from: "${inputFile(source)}"`,
  ];
}

function fetch({ n, below }) {
  return [
    "type: io.kestra.plugin.aws.s3.Download",
    "bucket: company-lake",
    `key: raw/${below(n + 1)}/today.csv`,
  ];
}

function fileTransfer(source) {
  const { pick, n } = source;
  const [type, ...where] = pick([
    ["fs.sftp.Upload", "host: files.example", "username: loader", `to: /in/${n}.csv`],
    ["fs.smb.Upload", "host: share.example", `to: /in/${n}.csv`],
    ["fs.ftp.Download", "host: files.example"],
    ["fs.local.Download"],
  ]);
  const file = type.endsWith("Upload") ? inputFile(source) : `/out/${n}.csv`;
  return [`type: io.kestra.plugin.${type}`, ...where, `from: "${file}"`];
}

function copyIn(source) {
  return [
    "type: io.kestra.plugin.jdbc.postgresql.CopyIn",
    "url: jdbc:postgresql://warehouse.example:5432/analytics",
    `from: "${inputFile(source)}"`,
    `table: ${plainTable(source)}`,
  ];
}

function putItem({ n, pick }) {
  return pick([
    [
      "type: io.kestra.plugin.aws.dynamodb.PutItem",
      "region: eu-west-1",
      `tableName: items_${n % 50}`,
      "item: {id: 1}",
    ],
    [
      "type: io.kestra.plugin.gcp.pubsub.Publish",
      "projectId: company",
      `topic: topic_${n % 50}`,
      `from: "{{ inputs.file }}"`,
    ],
    [
      "type: io.kestra.plugin.aws.sqs.Publish",
      `queueUrl: https://sqs.eu-west-1.amazonaws.com/1/q_${n % 50}`,
      `from: "{{ inputs.file }}"`,
    ],
  ]);
}

function cloudService({ n, pick }) {
  return pick([
    ["type: io.kestra.plugin.aws.lambda.Invoke", `functionArn: arn:aws:lambda:eu-west-1:1:function:f_${n}`],
    ["type: io.kestra.plugin.gcp.dataproc.batches.SparkSubmit", `name: job-${n}`, `mainClass: example.Main`],
    [
      "type: io.kestra.plugin.aws.cli.AwsCLI",
      "commands:",
      `  - aws s3 cp s3://company-lake/raw/${n}.csv s3://company-lake/copy/${n}.csv`,
    ],
    [
      "type: io.kestra.plugin.azure.batch.job.Create",
      "endpoint: https://company.batch.azure.com",
      `poolId: pool-${n % 5}`,
    ],
  ]);
}

function clone() {
  return ["type: io.kestra.plugin.git.Clone", "url: https://git.example/company/project", "branch: main"];
}

function dbt() {
  return [
    "type: io.kestra.plugin.dbt.cli.DbtCLI",
    "containerImage: ghcr.io/kestra-io/dbt-duckdb:latest",
    "commands: [dbt deps, dbt build]",
  ];
}

function container({ n }) {
  return ["type: io.kestra.plugin.docker.Run", `containerImage: company/job-${n % 20}`, "commands: [run]"];
}

function download({ n, chance }) {
  const day = chance(0.3) ? "{{ execution.startDate | date('yyyy-MM') }}" : "latest";
  return ["type: io.kestra.plugin.core.http.Download", `uri: "https://data.example/v1/${n}/${day}.csv"`];
}

function request({ n }) {
  return ["type: io.kestra.plugin.core.http.Request", `uri: https://api.example/v1/${n}`, "method: GET"];
}

function convert(source) {
  const type = source.pick(["csv.IonToCsv", "csv.CsvToIon", "json.IonToJson"]);
  return [`type: io.kestra.plugin.serdes.${type}`, `from: "${inputFile(source)}"`];
}

function returned({ n }) {
  return ["type: io.kestra.plugin.core.debug.Return", `format: "{{ taskrun.startDate }} ${n}"`];
}

function log({ from, n }) {
  const value = from === undefined ? "{{ flow.id }}" : `{{ outputs.${from}.size }}`;
  return ["type: io.kestra.plugin.core.log.Log", `message: "Step ${n}: ${value}"`];
}

/** A container. In real flows, the tasks in containers are part of the counts above. */
function sequential({ n }) {
  return [
    "type: io.kestra.plugin.core.flow.Sequential",
    "tasks:",
    "  - id: inner",
    "    type: io.kestra.plugin.core.log.Log",
    `    message: Part ${n}`,
  ];
}

function housekeeping({ n, pick }) {
  return pick([
    ["type: io.kestra.plugin.core.storage.PurgeCurrentExecutionFiles"],
    ["type: io.kestra.plugin.core.kv.Set", `key: k_${n}`, `value: "{{ taskrun.startDate }}"`],
    ["type: io.kestra.plugin.core.execution.Labels", "labels: {step: done}"],
    ["type: io.kestra.plugin.core.flow.Sleep", "duration: PT5S"],
  ]);
}

function script({ from, below, chance }) {
  const data = from === undefined ? [] : ["inputFiles:", `  data.csv: "{{ outputs.${from}.uri }}"`];
  if (chance(0.4))
    return [
      "type: io.kestra.plugin.scripts.shell.Commands",
      ...data,
      "commands:",
      ...Array.from({ length: 1 + below(4) }, (_, at) => `  - echo "step ${at} of {{ flow.id }}"`),
    ];
  return [
    "type: io.kestra.plugin.scripts.python.Script",
    "containerImage: python:3.12-slim",
    ...data,
    "outputFiles: [out.csv]",
    "script: |",
    "  import pandas as pd",
    ...Array.from(
      { length: 5 + below(25) },
      (_, at) => `  step_${at} = pd.DataFrame({"a": [${below(100)}]})`,
    ),
    `  step_0.to_csv("out.csv")`,
  ];
}

function slack() {
  return [
    "type: io.kestra.plugin.slack.SlackIncomingWebhook",
    `url: "{{ secret('SLACK_WEBHOOK') }}"`,
    "payload: |",
    `  {"channel": "#alerts", "text": "{{ flow.namespace }}.{{ flow.id }} finished: {{ execution.id }}"}`,
  ];
}
