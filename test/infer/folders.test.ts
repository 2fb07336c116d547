import { expect, test } from "vitest";
import { createGraph } from "../../src/graph/graph.ts";
import { impact } from "../../src/graph/impact.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";
import { inferText } from "./inferred.ts";

const PLUGIN = "io.kestra.plugin.";

test.each([
  [
    "aws.s3.Upload",
    "bucket: lake, key: raw/a.csv, from: x",
    "s3://lake/raw/a.csv",
    "aws.s3.List",
    "bucket: lake, prefix: raw/",
  ],
  [
    "gcp.gcs.Upload",
    "from: x, to: 'gs://lake/raw/a.csv'",
    "gs://lake/raw/a.csv",
    "gcp.gcs.Downloads",
    "from: 'gs://lake/raw/', action: NONE",
  ],
  [
    "jdbc.snowflake.Upload",
    "url: 'jdbc:snowflake://x', from: x, stageName: '@D.S.LAND', prefix: in, fileName: a.csv",
    "snowflake://x/@D.S.LAND/in/a.csv",
    "jdbc.snowflake.Query",
    "url: 'jdbc:snowflake://x', sql: SELECT $1 FROM @D.S.LAND/in/",
  ],
  ["fs.local.Upload", "from: x, to: /in/a.csv", "file:///in/a.csv", "fs.local.List", "from: /in/"],
])(
  "given %s below a folder that another flow reads, when asked for the impact, then that task reads it",
  (writer, written, id, reader, read) => {
    const flow = (name: string, type: string, properties: string) =>
      inferText(`id: ${name}\nnamespace: co\ntasks:\n  - {id: t, type: ${PLUGIN}${type}, ${properties}}\n`);
    const graph = createGraph(
      inventoryOfFiles([flow("land", writer, written), flow("load", reader, read)], [], {
        tenant: "main",
        roots: ["."],
      }),
    );
    const { sameAs, consumers } = impact(graph, id);
    expect(sameAs).toEqual([id.replace("a.csv", "*")]);
    expect(consumers.map(({ flow, certainty }) => [flow, certainty])).toEqual([["load", "pattern"]]);
  },
);
