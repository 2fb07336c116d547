import { expect, test } from "vitest";
import { readFlowText } from "../../src/flows/read-flow-file.ts";
import { sourceText } from "../../src/flows/source-text.ts";
import { coverage } from "../../src/graph/coverage.ts";
import { readFile } from "../../src/infer/index.ts";
import { inventoryOfFiles } from "../../src/resolve/resolve-file.ts";

test("given two files with the same flow, when counted, then each has its own tasks", () => {
  const file = (name: string, task: string) =>
    readFile(
      readFlowText(
        sourceText(
          name,
          `id: f\nnamespace: co\ntasks:\n  - {id: ${task}, type: io.kestra.plugin.aws.s3.Download, bucket: b, key: k}\n`,
        ),
      ),
      { tenant: "main", pins: { all: {}, byFlow: {} }, maxCases: 1000, infer: { groups: [], types: [] } },
    );
  const inventory = inventoryOfFiles([file("a.yml", "one"), file("b.yml", "two")], [], {
    tenant: "main",
    roots: ["."],
  });
  expect(coverage(inventory).total).toEqual({ tasks: 2, declared: 0, inferred: 2, unknown: 0, none: 0 });
});
