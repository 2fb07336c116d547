import type { Bundle } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const selfLineage: RepositoryRule = {
  id: "self-lineage",
  scope: "repository",
  severity: "warning",
  description: "A task reads and writes the same asset.",
  why: "The asset then feeds itself. An output is enough to describe an update in place; the input only adds an edge from the asset to itself.",
  remedy: "Remove the asset from `inputs`, unless two different assets were intended.",
  examples: [
    {
      bad: declaring(`
inputs:
  - id: orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: raw_orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onBundle,
};

function* onBundle(
  { task, inputs, outputs }: Bundle,
  { rangeOf }: RepositoryRuleContext,
): Generator<RawFinding> {
  for (const entry of inputs) {
    const output = outputs.find(({ id }) => id === entry.id);
    if (output === undefined) continue;
    // Run-time parts are certainly equal only in equal expressions.
    if (isPattern(entry.id) && output.expression !== entry.expression) continue;
    yield {
      range: rangeOf(entry),
      message: `the task "${task}" reads and writes "${entry.id}", so the asset feeds itself`,
      related: [{ range: rangeOf(output), message: "written here" }],
    };
  }
}
