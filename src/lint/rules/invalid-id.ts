import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const invalidId: FlowRule = {
  id: "invalid-id",
  scope: "flow",
  severity: "error",
  description: "An id is not one that Kestra accepts.",
  why: "An id starts with a letter or digit, goes on with letters, digits, `.`, `_`, `:` and `-`, and has at most 150 characters. Kestra checks it when the task has run, and then fails the task; before 2.0 it dropped the declaration with no more than a line in the worker's log. An expression is checked in every case it can be worked out for.",
  remedy:
    "Use another id, and put addresses such as `s3://…` into `metadata`. The filter `slugify` turns most texts into ids; mind that it also drops dots.",
  examples: [
    {
      bad: declaring(`
outputs:
  - id: s3://datalake/orders.csv
    type: io.kestra.plugin.ee.assets.File`),
      good: declaring(`
outputs:
  - id: orders.csv
    type: io.kestra.plugin.ee.assets.File
    metadata:
      path: s3://datalake/orders.csv`),
    },
  ],
  check,
};

function* check({ gaps }: FlowLint): Generator<Report> {
  for (const { about, range, message } of gaps) {
    if (about === "id") yield { range, message };
  }
}
