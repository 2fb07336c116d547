import fc from "fast-check";
import { expect, test } from "vitest";
import { bundlesOf, flowOf, inferText } from "./inferred.ts";

/** Tasks whose one property is cut: the rest of each stays as it is. */
const TASKS: readonly {
  readonly type: string;
  readonly rest: string;
  readonly key: string;
  readonly text: string;
}[] = [
  {
    type: "jdbc.postgresql.Queries",
    rest: "url: jdbc:postgresql://db/d",
    key: "sql",
    text: "CREATE TEMP TABLE t AS SELECT * FROM raw.a JOIN raw.b ON true; INSERT INTO mart.c SELECT * FROM t",
  },
  {
    type: "jdbc.snowflake.Queries",
    rest: "url: 'jdbc:snowflake://acme.snowflakecomputing.com/?db=R&schema=P'",
    key: "sql",
    text: "INSERT INTO x.a SELECT * FROM Q.y.b ; USE DATABASE D ; SELECT * FROM s.c ; USE SCHEMA E ; SELECT * FROM d ; USE F.G ; SELECT * FROM f",
  },
  {
    type: "jdbc.postgresql.Queries",
    rest: "url: 'jdbc:postgresql://db/d?currentSchema=p'",
    key: "sql",
    text: "SELECT * FROM a ; SET search_path TO s ; SELECT * FROM b ; SET search_path = t, public ; SELECT * FROM c",
  },
  {
    type: "jdbc.duckdb.Queries",
    rest: "url: 'jdbc:duckdb:md:d'",
    key: "sql",
    text: "ATTACH 'postgres://h/d' AS x ; ATTACH 'host=h dbname=e' AS y (TYPE postgres) ; SELECT * FROM x.s.a, y.s.b ; USE x ; SELECT * FROM c ; USE memory ; SELECT * FROM e",
  },
  { type: "aws.s3.Upload", rest: "bucket: lake", key: "key", text: "raw/2024/orders.csv" },
  { type: "aws.s3.Upload", rest: "key: orders.csv", key: "bucket", text: "company-lake" },
  { type: "gcp.gcs.Copy", rest: "to: gs://b/y", key: "from", text: "gs://lake/raw/orders.csv" },
  {
    type: "core.http.Download",
    rest: "method: GET",
    key: "uri",
    text: "https://api.example/v1/orders?x=1#top",
  },
  { type: "gcp.bigquery.Copy", rest: "destinationTable: p.d.c", key: "sourceTables", text: "p.d.orders" },
  {
    type: "scripts.shell.Commands",
    rest: "containerImage: x",
    key: "commands",
    text: "aws s3 cp s3://lake/raw/a.csv s3://lake/out/ && gsutil cp gs://a/x 'gs://b/y z'",
  },
];

/** The names of assets that count as exact. */
function exactIds({ type, rest, key }: (typeof TASKS)[number], text: string): Set<string> {
  const list = key === "commands" || key === "sourceTables";
  const value = JSON.stringify(text);
  const yaml = flowOf(
    `- id: t\n  type: io.kestra.plugin.${type}\n  ${rest}\n  ${key}: ${list ? `[${value}]` : value}`,
  );
  const entries = bundlesOf(inferText(yaml)).flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  return new Set(entries.filter(({ certainty }) => certainty !== "pattern").map(({ id }) => id));
}

const known = new Map(TASKS.map((task) => [task, exactIds(task, task.text)]));

test("given every task of the sample, when inferred, then it has an exact asset", () => {
  for (const ids of known.values()) expect(ids.size).toBeGreaterThan(0);
});

test("given an expression in place of any part of a text, when inferred, then no other name becomes exact", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TASKS),
      fc.nat(),
      fc.nat(),
      fc.constantFrom(
        "{{ kv('x') }}",
        "{{ outputs.a.value }}",
        "{{ secret('X') }}",
        "{{ taskrun.startDate }}",
      ),
      (task, one, other, expression) => {
        // A part of one word: what an expression gives is taken for whole in itself.
        const words = task.text.split(/(?<= )/);
        const at = one % words.length;
        const written = words[at] ?? "";
        const word = written.trimEnd();
        // An expression in a name is assumed to end with the statement.
        fc.pre(word !== ";");
        const [from = 0, to = 0] = [one, other]
          .map((position) => position % (word.length + 1))
          .sort((a, b) => a - b);
        const cut = word.slice(0, from) + expression + word.slice(to) + written.slice(word.length);
        const text = [...words.slice(0, at), cut, ...words.slice(at + 1)].join("");
        const allowed = known.get(task) ?? new Set();
        // A server that an expression names has a hash in its name.
        const others = [...exactIds(task, text)].filter((id) => !allowed.has(id) && !id.includes("://~"));
        expect(others).toEqual([]);
      },
    ),
    { numRuns: 2000, seed: 11 },
  );
});
