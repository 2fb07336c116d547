// Tasks that declare nothing, as often as in real flows: of 3,800 tasks of public flows a quarter controls the execution,
// a third reads or writes data that its properties name, and the rest are scripts, messages and conversions.

/** Per 1,000 tasks. `text` gives the lines below `- id`; `from` is an earlier task whose output the task may take. */
const TASKS = [
  [150, log],
  [80, ({ n }) => ["type: io.kestra.plugin.core.debug.Return", `format: "{{ taskrun.startDate }} ${n}"`]],
  [45, () => ["type: io.kestra.plugin.core.flow.Sleep", "duration: PT5S"]],
  [130, script],
  [75, shell],
  [95, slack],
  [30, request],
  [45, convert],
  [30, mail],
  [60, download],
  [110, postgres],
  [45, bigquery],
  [30, duckdb],
  [25, snowflake],
  [25, upload],
  [10, fetch],
  [15, copyIn],
];

const WEIGHT = TASKS.reduce((sum, [weight]) => sum + weight, 0);

/**
 * The lines of a task at the indentation of a list.
 *
 * @param n numbers the flow, so that the names of tables and files differ
 * @param earlier tasks of the flow
 */
export function usualTask(id, n, earlier, source) {
  let at = source.below(WEIGHT);
  const [, make] = TASKS.find(([weight]) => {
    at -= weight;
    return at < 0;
  });
  const from = earlier.length === 0 ? undefined : source.pick(earlier);
  return [`- id: ${id}`, ...make({ n, from, ...source }).map((line) => `  ${line}`)];
}

/** Two fifths of SQL texts hold an expression, a quarter in the name of a table. */
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

/** A query, an insertion from a query, a table with its columns, a merge; a fifth are several statements. */
function sql(source) {
  const { chance, below } = source;
  const kind = below(10);
  const where = chance(0.15) ? ["  WHERE o.created_at >= '{{ trigger.date ?? execution.startDate }}'"] : [];
  const select = ["  SELECT", ...columns(source), `    count(*)`, `  FROM ${table(source)} o`, ...where];
  const one =
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
  return [...one, ...(chance(0.2) ? ["  ;", ...sql(source)] : [])];
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

function bigquery(source) {
  return [
    "type: io.kestra.plugin.gcp.bigquery.Query",
    `projectId: "{{ kv('GCP_PROJECT_ID') }}"`,
    "sql: |",
    ...sql(source),
  ];
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

function upload({ n, from, chance }) {
  return [
    "type: io.kestra.plugin.aws.s3.Upload",
    "region: eu-west-1",
    `bucket: ${chance(0.3) ? `"{{ kv('BUCKET') }}"` : "company-lake"}`,
    `key: "raw/${n}/{{ trigger.date ?? 'today' }}.csv"`,
    `from: "${from === undefined ? "{{ inputs.file }}" : `{{ outputs.${from}.uri }}`}"`,
  ];
}

function fetch({ n, below }) {
  return [
    "type: io.kestra.plugin.aws.s3.Download",
    "bucket: company-lake",
    `key: raw/${below(n + 1)}/today.csv`,
  ];
}

function copyIn(source) {
  return [
    "type: io.kestra.plugin.jdbc.postgresql.CopyIn",
    "url: jdbc:postgresql://warehouse.example:5432/analytics",
    `from: "${source.from === undefined ? "{{ inputs.file }}" : `{{ outputs.${source.from}.uri }}`}"`,
    `table: ${table(source).replace(/_\{\{.*/, "")}`,
  ];
}

function download({ n, chance }) {
  const day = chance(0.3) ? "{{ execution.startDate | date('yyyy-MM') }}" : "latest";
  return ["type: io.kestra.plugin.core.http.Download", `uri: "https://data.example/v1/${n}/${day}.csv"`];
}

function request({ n }) {
  return ["type: io.kestra.plugin.core.http.Request", `uri: https://api.example/v1/${n}`, "method: GET"];
}

function convert({ from, pick }) {
  return [
    `type: io.kestra.plugin.serdes.${pick(["csv.IonToCsv", "csv.CsvToIon", "json.IonToJson"])}`,
    `from: "${from === undefined ? "{{ inputs.file }}" : `{{ outputs.${from}.uri }}`}"`,
  ];
}

function log({ from, n }) {
  const value = from === undefined ? "{{ flow.id }}" : `{{ outputs.${from}.size }}`;
  return ["type: io.kestra.plugin.core.log.Log", `message: "Step ${n}: ${value}"`];
}

function script({ from, below }) {
  return [
    "type: io.kestra.plugin.scripts.python.Script",
    "containerImage: python:3.12-slim",
    ...(from === undefined ? [] : ["inputFiles:", `  data.csv: "{{ outputs.${from}.uri }}"`]),
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

function shell({ from, below }) {
  return [
    "type: io.kestra.plugin.scripts.shell.Commands",
    "commands:",
    ...Array.from({ length: 1 + below(4) }, (_, at) => `  - echo "step ${at} of {{ flow.id }}"`),
    ...(from === undefined ? [] : [`  - wc -l "{{ outputs.${from}.uri }}"`]),
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

function mail({ n }) {
  return [
    "type: io.kestra.plugin.email.MailSend",
    `to: "team${n}@company.example"`,
    `subject: "{{ flow.id }} is done"`,
    `htmlTextContent: "Execution {{ execution.id }}"`,
  ];
}
