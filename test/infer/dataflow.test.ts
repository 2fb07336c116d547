import { describe, expect, test } from "vitest";
import { flowOf, inferredLines, inferText } from "./inferred.ts";

const PG = "url: 'jdbc:postgresql://db/d'";

describe("data from task to task", () => {
  test("given a download, a conversion and an upload, when inferred, then the first feeds the last through both", () => {
    const parts = inferText(
      flowOf(`
- {id: get, type: io.kestra.plugin.core.http.Download, uri: 'https://a.example/x.csv'}
- {id: convert, type: io.kestra.plugin.serdes.csv.CsvToIon, from: "{{ outputs.get.uri }}"}
- {id: put, type: io.kestra.plugin.aws.s3.Upload, bucket: b, key: x.ion, from: "{{ outputs.convert.uri }}"}`),
    );
    expect(inferredLines(parts)).toEqual([
      "get: https://a.example/x.csv -> ",
      "put: https://a.example/x.csv via get+convert -> s3://b/x.ion",
    ]);
  });

  test("given outputs that only count rows, when inferred, then no data flows", () => {
    const parts = inferText(
      flowOf(`
- {id: get, type: io.kestra.plugin.core.http.Download, uri: 'https://a.example/x.csv'}
- {id: put, type: io.kestra.plugin.aws.s3.Upload, bucket: b, key: k, from: "{{ outputs.get.size }}"}`),
    );
    expect(inferredLines(parts)).toEqual(["get: https://a.example/x.csv -> ", "put:  -> s3://b/k"]);
  });

  test("given the uri of an upload, when inferred, then tasks that use it read the uploaded file", () => {
    const parts = inferText(
      flowOf(`
- {id: get, type: io.kestra.plugin.core.http.Download, uri: 'https://a.example/x.csv'}
- {id: put, type: io.kestra.plugin.gcp.gcs.Upload, to: 'gs://b/x.csv', from: "{{ outputs.get.uri }}"}
- {id: load, type: io.kestra.plugin.gcp.bigquery.LoadFromGcs, from: ["{{ outputs.put.uri }}"], destinationTable: p.d.t}`),
    );
    expect(inferredLines(parts).at(-1)).toBe("load: gs://b/x.csv -> bigquery/p.d.t");
  });

  test.each([
    ["RENAME TABLE a TO b", ["q: mysql://db:3306/d.a -> mysql://db:3306/d.b", "q:  -> mysql://db:3306/d.a"]],
    [
      "SELECT * FROM x; RENAME TABLE a TO b",
      [
        "q: mysql://db:3306/d.a -> mysql://db:3306/d.b",
        "q: mysql://db:3306/d.x -> ",
        "q:  -> mysql://db:3306/d.a",
      ],
    ],
    [
      "SELECT * FROM x; WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone",
      [
        "q: mysql://db:3306/d.a -> mysql://db:3306/d.b",
        "q: mysql://db:3306/d.x -> ",
        "q:  -> mysql://db:3306/d.a",
      ],
    ],
  ])("given %j, when inferred, then the rows come from the changed table", (sql, expected) => {
    const parts = inferText(
      flowOf(`- {id: q, type: io.kestra.plugin.jdbc.mysql.Queries, url: 'jdbc:mysql://db/d', sql: "${sql}"}`),
    );
    expect(inferredLines(parts)).toEqual(expected);
  });

  test("given a loop over tables, when inferred, then each item feeds its own", () => {
    const parts = inferText(
      flowOf(`
- id: each
  type: io.kestra.plugin.core.flow.ForEach
  values: [a, b]
  tasks:
    - {id: out, type: io.kestra.plugin.jdbc.postgresql.CopyOut, ${PG}, sql: "SELECT * FROM src.{{ taskrun.value }}"}
    - {id: in, type: io.kestra.plugin.jdbc.postgresql.CopyIn, ${PG}, table: "dst.{{ taskrun.value }}", from: "{{ outputs.out[taskrun.value].uri }}"}`),
    );
    expect(inferredLines(parts).slice(2)).toEqual([
      "in: postgres://db:5432/d.src.a via out -> postgres://db:5432/d.dst.a",
      "in: postgres://db:5432/d.src.b via out -> postgres://db:5432/d.dst.b",
    ]);
  });

  test("given a trigger that reads, when inferred, then a task that uses trigger.* is fed by it", () => {
    const parts = inferText(
      flowOf(
        `- {id: put, type: io.kestra.plugin.gcp.gcs.Upload, to: 'gs://b/x', from: "{{ trigger.objects[0].uri }}"}`,
        "triggers:\n  - {id: new, type: io.kestra.plugin.aws.s3.Trigger, bucket: in, prefix: raw}\n",
      ),
    );
    expect(inferredLines(parts)).toContain("put: s3://in/raw/* (pattern) via new -> gs://b/x");
  });

  test("given several statements, when inferred, then each feeds its own table, also through a temporary one", () => {
    const parts = inferText(
      flowOf(`
- id: q
  type: io.kestra.plugin.jdbc.postgresql.Queries
  ${PG}
  sql: |
    CREATE TEMP TABLE t AS SELECT * FROM a;
    INSERT INTO b SELECT * FROM t;
    INSERT INTO d SELECT * FROM c;`),
    );
    expect(inferredLines(parts)).toEqual([
      "q: postgres://db:5432/d.a -> postgres://db:5432/d.b",
      "q: postgres://db:5432/d.c -> postgres://db:5432/d.d",
    ]);
  });

  test("given a database in memory, when inferred, then its tables are not assets, and their files are the inputs", () => {
    const parts = inferText(
      flowOf(`
- {id: get, type: io.kestra.plugin.aws.s3.Download, bucket: b, key: in.csv}
- id: q
  type: io.kestra.plugin.jdbc.duckdb.Query
  inputFiles: {in.csv: "{{ outputs.get.uri }}"}
  sql: SELECT * FROM read_csv_auto('{{ workingDir }}/in.csv')
  store: true
- {id: put, type: io.kestra.plugin.aws.s3.Upload, bucket: b, key: out.csv, from: "{{ outputs.q.uri }}"}`),
    );
    expect(inferredLines(parts)).toEqual([
      "get: s3://b/in.csv -> ",
      "put: s3://b/in.csv via get+q -> s3://b/out.csv",
    ]);
  });

  test("given a disabled task, when inferred, then it reads and passes on nothing", () => {
    const parts = inferText(
      flowOf(`
- {id: get, type: io.kestra.plugin.core.http.Download, uri: 'https://a.example/x.csv', disabled: true}
- {id: put, type: io.kestra.plugin.aws.s3.Upload, bucket: b, key: k, from: "{{ outputs.get.uri }}"}`),
    );
    expect(inferredLines(parts)).toEqual(["put:  -> s3://b/k"]);
  });

  test("given an input that decides a table, when inferred, then the cases of two tasks belong together", () => {
    const parts = inferText(
      flowOf(
        `
- {id: out, type: io.kestra.plugin.jdbc.postgresql.CopyOut, ${PG}, sql: "SELECT * FROM src_{{ inputs.env }}"}
- {id: in, type: io.kestra.plugin.jdbc.postgresql.CopyIn, ${PG}, table: "dst_{{ inputs.env }}", from: "{{ outputs.out.uri }}"}`,
        "inputs:\n  - {id: env, type: SELECT, values: [dev, prod], defaults: dev}\n",
      ),
    );
    expect(inferredLines(parts).filter((line) => line.startsWith("in:"))).toEqual([
      "in: postgres://db:5432/d.src_dev (default) via out -> postgres://db:5432/d.dst_dev (default)",
      "in: postgres://db:5432/d.src_prod (choice) via out -> postgres://db:5432/d.dst_prod (choice)",
    ]);
  });

  test("given a declared side, when inferred, then only the other is filled in", () => {
    const parts = inferText(
      flowOf(`
- id: q
  type: io.kestra.plugin.jdbc.postgresql.Query
  ${PG}
  sql: INSERT INTO b SELECT * FROM a
  assets: {outputs: [{id: mart_b}]}`),
    );
    expect(inferredLines(parts)).toEqual(["q: postgres://db:5432/d.a -> mart_b"]);
  });

  test("given an empty list of inputs, when inferred, then that side is declared", () => {
    const parts = inferText(
      flowOf(`
- id: q
  type: io.kestra.plugin.jdbc.postgresql.Query
  ${PG}
  sql: INSERT INTO b SELECT * FROM a
  assets: {inputs: [], outputs: [{id: mart_b}]}`),
    );
    expect(inferredLines(parts)).toEqual([]);
  });
});
