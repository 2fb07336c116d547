import { expect, test } from "vitest";
import { operations } from "./operations.ts";

// The counted modules must be loaded after the counter.
const { flowOf, inferText } = await import("../infer/inferred.ts");

const range = (size: number) => Array.from({ length: size }, (_, at) => at);

const upload = (at: number, from: string) =>
  `- {id: u${at}, type: io.kestra.plugin.aws.s3.Upload, bucket: b, key: k${at}, from: "${from}"}`;
const download = "- {id: d, type: io.kestra.plugin.core.http.Download, uri: 'https://a.example/x.csv'}";
const passOn = (at: number, from: string) =>
  `- {id: t${at}, type: io.kestra.plugin.serdes.csv.CsvToIon, from: "{{ outputs.${from}.uri }}"}`;
const query = (sql: string) =>
  `- {id: q, type: io.kestra.plugin.jdbc.postgresql.Query, url: 'jdbc:postgresql://h/d', sql: "${sql}"}`;

/** Tasks of one flow. */
const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  "tasks that each take what the first one read": (size) =>
    [download, ...range(size).map((at) => upload(at, "{{ outputs.d.uri }}"))].join("\n"),
  "a chain of tasks that pass their outputs along": (size) =>
    [
      download,
      ...range(size).map((at) => passOn(at, at === 0 ? "d" : `t${at - 1}`)),
      upload(0, `{{ outputs.t${size - 1}.uri }}`),
    ].join("\n"),
  "a chain from the last task to the first": (size) =>
    [...range(size).map((at) => passOn(at, at === size - 1 ? "d" : `t${at + 1}`)), download].join("\n"),
  "tasks that take from one another in a circle": (size) =>
    range(size)
      .map((at) => passOn(at, `t${(at + 1) % size}`))
      .join("\n"),
  "one text with many outputs of one task": (size) =>
    [download, upload(0, "{{ outputs.d.uri }}".repeat(size))].join("\n"),
  "one text with outputs of many tasks": (size) =>
    [
      ...range(size).map((at) => download.replace("id: d", `id: d${at}`)),
      upload(
        0,
        range(size)
          .map((at) => `{{ outputs.d${at}.uri }}`)
          .join(""),
      ),
    ].join("\n"),
  "one text with outputs of tasks that do not exist": (size) =>
    upload(
      0,
      range(size)
        .map((at) => `{{ outputs.x${at}.uri }}`)
        .join(""),
    ),
  "a loop over many items": (size) =>
    `- id: each\n  type: io.kestra.plugin.core.flow.ForEach\n  values: [${range(size).join(", ")}]\n  tasks:\n    ${upload(0, "{{ outputs.d.uri }}").replace("key: k0", "key: 'k/{{ taskrun.value }}'")}\n${download}`,
  "a query of many tables and their declaration": (size) =>
    query(
      `insert into b select * from ${range(size)
        .map((at) => `t${at}`)
        .join(", ")}`,
    ).replace(
      /\}$/,
      `, assets: {inputs: [${range(size)
        .map((at) => `{id: d.t${at}}`)
        .join(", ")}]}}`,
    ),
  "a working directory of many tasks": (size) =>
    `- id: w\n  type: io.kestra.plugin.core.flow.WorkingDirectory\n  tasks:\n${range(size)
      .map(
        (at) =>
          `    - {id: s${at}, type: io.kestra.plugin.scripts.shell.Commands, commands: [aws s3 cp s3://b/k${at} f${at}.csv]}`,
      )
      .join("\n")}`,
  "one text with many variables that do not exist": (size) =>
    [download, upload(0, "{{ vars.v0 }}".repeat(size))].join("\n"),
  "many commands": (size) =>
    `- {id: c, type: io.kestra.plugin.scripts.shell.Commands, commands: [${range(size)
      .map((at) => `aws s3 cp s3://a/k${at} s3://b/k${at}`)
      .join(", ")}]}`,
  "a command with many quotes": (size) =>
    `- {id: c, type: io.kestra.plugin.scripts.shell.Commands, commands: ["aws s3 cp ${"' ".repeat(size)}"]}`,
  "a script with many imports": (size) =>
    `- {id: s, type: io.kestra.plugin.scripts.python.Script, script: "${"import psycopg2; ".repeat(size)}"}`,
  "a script with many names in one import": (size) =>
    `- {id: s, type: io.kestra.plugin.scripts.python.Script, script: "import ${"a.b, ".repeat(size)}c"}`,
  "many commands with data access": (size) =>
    `- {id: c, type: io.kestra.plugin.scripts.shell.Script, script: "${"psql x; curl -o f https://a.example/b; ".repeat(size)}"}`,
  "SQL with many expressions": (size) =>
    [
      download,
      query(
        range(size)
          .map((at) => `INSERT INTO t${at} VALUES ({{ outputs.d.uri }});`)
          .join(" "),
      ),
    ].join("\n"),
  "SQL with many expressions in names": (size) =>
    query(
      range(size)
        .map((at) => `SELECT * FROM t${at}_{{ outputs.d.uri }};`)
        .join(" "),
    ),
  "SQL with many statements": (size) => query("INSERT INTO a SELECT * FROM b; ".repeat(size)),
  "SQL with nested parentheses": (size) => query(`SELECT ${"(".repeat(size)}1${")".repeat(size)} FROM t`),
  "SQL with a string that is not closed": (size) => query(`SELECT 'x ${"y ".repeat(size)}`),
};

const SMALL = 100;

test.each(Object.entries(SHAPES))(
  "given %s, when there are ten times as many, then inference takes at most 13 times the steps",
  async (_, shape) => {
    const few = await steps(shape(SMALL));
    const many = await steps(shape(10 * SMALL));
    expect(many / few).toBeLessThan(13);
  },
);

function steps(tasks: string): Promise<number> {
  return operations(() => inferText(flowOf(tasks)));
}
