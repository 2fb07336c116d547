import { expect, test } from "vitest";
import { classify } from "../../src/flows/classify.ts";
import { readYaml } from "../../src/flows/read-yaml.ts";
import { sourceText } from "../../src/flows/source-text.ts";

function kind(text: string): string {
  const node = readYaml(sourceText("a.yml", text))[0]?.node;
  if (node === undefined) throw new Error("not readable");
  const classified = classify(node);
  if (classified.kind === "flow") return `flow ${classified.namespace.value}.${classified.id.value}`;
  return classified.kind === "other" ? classified.what : `flow ${classified.id.value} without namespace`;
}

test.each([
  ["id: a\nnamespace: b.c\ntasks: []\n", "flow b.c.a"],
  ["id: 2024\nnamespace: b\ntasks: []\n", "flow b.2024"],
  ["id: 010\nnamespace: b\ntasks: []\n", "flow b.8"],
  ["id: true\nnamespace: b\ntasks: []\n", "flow b.true"],
  ["id: 1.50\nnamespace: b\ntasks: []\n", "flow b.1.5"],
  ["id: a\ntasks:\n  - {id: t, type: io.kestra.plugin.core.log.Log}\n", "flow a without namespace"],
  ["id: a\nnamespace:\ntasks:\n  - {id: t, type: a.Task}\n", "flow a without namespace"],
  ["id: a\ntasks:\n  - {id: t, type: task}\n", "flow fragment"],
  ["id: a\ntasks: []\n", "flow fragment"],
  ["id: a\nnamespace: [b]\ntasks:\n  - {id: t, type: a.Task}\n", "flow fragment"],
  ["id: a\nnamespace: b\n", "flow fragment"],
  ["id: a\nnamespace: b\ntasks:\n", "flow fragment"],
  ["tasks:\n  - id: a\n", "flow fragment"],
  ["triggers: []\n", "flow fragment"],
  ["id: a\ntype: io.kestra.plugin.core.log.Log\n", "flow fragment"],
  ["- id: a\n  type: io.kestra.plugin.core.log.Log\n", "task list"],
  ["id: a\nnamespace: b\ntype: io.kestra.plugin.ee.apps.Execution\nlayout: []\n", "kestra app"],
  ["id: a\nnamespace: b\nflowId: c\ntestCases: []\n", "kestra unit test"],
  ["id: a\ncharts: []\n", "kestra dashboard"],
  ["apiVersion: v1\nkind: Pod\n", "kubernetes"],
  ["services:\n  db:\n    image: pg\n", "docker-compose"],
  ["on: push\njobs: {}\n", "github workflow"],
  ["name: x\nruns: {}\n", "github action"],
  ["version: 2\nupdates: []\n", "github config"],
  ["openapi: 3.1.0\n", "openapi"],
  ["name: shop\nprofile: shop\n", "dbt"],
  ["version: 2\nmodels: []\n", "dbt"],
  ["shop:\n  target: dev\n  outputs: {}\n", "dbt"],
  ["kestra:\n  url: x\n", "application config"],
  ["flutter_gen:\n  assets:\n    outputs: {}\n", "other"],
  ["- 1\n", "list"],
  ["[]\n", "list"],
  ["text\n", "scalar"],
  ["---\n", "empty"],
])("given %j, when classified, then it is %s", (text, expected) => {
  expect(kind(text)).toBe(expected);
});
