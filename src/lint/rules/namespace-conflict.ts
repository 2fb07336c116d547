import { disagreements } from "../claims.ts";
import { flowDeclaring } from "../example.ts";
import type { RepositoryRule } from "../rule.ts";

export const namespaceConflict: RepositoryRule = {
  id: "namespace-conflict",
  scope: "repository",
  severity: "error",
  description: "One id is declared in two namespaces.",
  why: "The namespace is no part of the identity of an asset: the two declarations mean the same asset, and Kestra keeps the namespace of the run that came first.",
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
  check: (context) =>
    disagreements(context, "namespace", {
      many: "namespaces",
      consequence: "one id is one asset, and Kestra keeps the namespace that a run stores first",
    }),
};
