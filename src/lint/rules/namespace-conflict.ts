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
  why: "The namespace is no part of the identity of an asset: the two declarations mean the same asset, and since 2.0 the namespace of the last run holds (a run that names none keeps it); before, that of the run that came first. An input that names the namespace of its own flow says what Kestra assumes anyway; where only such inputs differ, this is a warning.",
  remedy: "If one asset is meant, name one namespace. If two are meant, give them different ids.",
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
  // An input without a namespace has that of its flow, so one that writes it says nothing more.
  return disagreements(
    asset,
    "namespace",
    context,
    { many: "namespaces", consequence: `one id is one asset: ${decidingRun(context.kestra)}` },
    (claim) => claim.value !== claim.namespace || !context.isInput(claim),
  );
}
