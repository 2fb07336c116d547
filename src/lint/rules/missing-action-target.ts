import type { Inventory } from "../../model/model.ts";
import { isPattern } from "../../model/pattern.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

const acting = (flowId: string) => ({
  ...declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table
    assetActions:
      - namespace: company.team
        flowId: ${flowId}
        label: Load again`),
});

export const missingActionTarget: RepositoryRule = {
  id: "missing-action-target",
  scope: "repository",
  severity: "warning",
  description: "An asset action starts a flow that is not in the files.",
  why: "An entry of `assetActions` adds a button to the page of the asset. Kestra looks up the flow only after a click.",
  remedy:
    "Correct `namespace` or `flowId`. If the flow is in another repository, add `# assets-ignore missing-action-target: …`.",
  examples: [{ bad: acting("load_order"), good: acting("load_orders") }],
  onInventory,
};

/** Source: the `assetActions` of Kestra's Asset. */
function* onInventory(inventory: Inventory, { rangeOf }: RepositoryRuleContext): Generator<RawFinding> {
  const actions = inventory.activations.filter((activation) => activation.kind === "asset-action");
  if (actions.length === 0) return;
  const flows = new Set(inventory.flows.map(({ namespace, flow }) => JSON.stringify([namespace, flow])));
  for (const action of actions) {
    for (const { namespace, flow } of action.flows) {
      if (namespace === undefined || flow === undefined || isPattern(namespace) || isPattern(flow)) continue;
      if (flows.has(JSON.stringify([namespace, flow]))) continue;
      yield {
        range: rangeOf(action),
        message: `the action starts the flow "${flow}" in "${namespace}", which is not in the files`,
      };
    }
  }
}
