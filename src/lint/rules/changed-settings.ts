import { flowDeclaring } from "../example.ts";
import type { RunnerRule } from "../rule.ts";

const FLOW = flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`);

export const changedSettings: RunnerRule = {
  id: "changed-settings",
  scope: "runner",
  severity: "warning",
  description: "A setting of the check differs from the base of the pull request.",
  why: "A pull request could otherwise disable its own check. The settings of the base apply, so this change takes effect after the merge.",
  remedy: "Review the change. `assets lint --settings now` checks with the settings of the pull request.",
  examples: [
    {
      base: "paths: [flows]\n",
      bad: { "assets.config.yaml": "paths: [flows]\nexclude: [legacy]\n", "flows/load_orders.yaml": FLOW },
      good: { "assets.config.yaml": "paths: [flows]\n", "flows/load_orders.yaml": FLOW },
    },
  ],
};
