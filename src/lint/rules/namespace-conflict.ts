import type { Asset } from "../../model/model.ts";
import { decidingRun, disagreements } from "../claims.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const namespaceConflict: RepositoryRule = {
  id: "namespace-conflict",
  scope: "repository",
  severity: "error",
  description: "One id is declared in two namespaces.",
  why: "The id alone identifies an asset, so both declarations mean the same asset. Since 2.0, the namespace of the last run applies (a run without a namespace keeps it); before, that of the first run. An input with the namespace of its own flow only repeats Kestra's default; a conflict between such inputs is a warning.",
  remedy: "For one asset, use one namespace. For two assets, use different ids.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: orders
    namespace: company.sales
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
    namespace: company.finance`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: sales.orders
    namespace: company.sales
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: finance.orders
    namespace: company.finance`,
          "report_orders",
        ),
      },
    },
  ],
  onAsset,
};

function onAsset(asset: Asset, context: RepositoryRuleContext): Iterable<RawFinding> {
  // The default namespace of an input is that of its flow, so writing it adds no information.
  return disagreements(
    asset,
    "namespace",
    context,
    { many: "namespaces", consequence: `one id is one asset: ${decidingRun(context.kestra)}` },
    (claim) => claim.value !== claim.namespace || !context.isInput(claim),
  );
}
