import { flowDeclaring } from "../example.ts";
import type { RunnerRule } from "../rule.ts";

export const suppression: RunnerRule = {
  id: "suppression",
  scope: "runner",
  severity: "warning",
  description: "A comment `assets-ignore` is unused, has an unknown rule, or lacks a required reason.",
  why: "An unused suppression hides the next mistake in the same place.",
  remedy: "Remove the comment, or correct the name of the rule.",
  examples: [
    {
      bad: {
        "flow.yaml": `# assets-ignore duplicate-flow: the other flow was removed\n${flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`)}`,
      },
      good: {
        "flow.yaml": flowDeclaring(`
inputs:
  # assets-ignore self-lineage: yesterday's rows are read before they are replaced
  - id: orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
};
