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
  why: "The asset then feeds itself. That it is updated in place is already said by its being an output; as an input it adds an edge that leads nowhere.",
  remedy: "Leave the asset out of `inputs`, unless the two were meant to be different.",
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
    // What a run completes is surely the same only where the same expression says it.
    if (isPattern(entry.id) && output.expression !== entry.expression) continue;
    yield {
      range: rangeOf(entry),
      message: `the task "${task}" reads and writes "${entry.id}", so the asset feeds itself`,
      related: [{ range: rangeOf(output), message: "written here" }],
    };
  }
}
