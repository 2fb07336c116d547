import type { Asset } from "../../model/model.ts";
import { disagreements } from "../claims.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const typeConflict: RepositoryRule = {
  id: "type-conflict",
  scope: "repository",
  severity: "error",
  description: "One id is declared with two types.",
  why: "The id alone is the identity of an asset. Kestra keeps the type of the run that came first, so which type it has depends on the order of runs.",
  remedy: "Agree on one type, or give one of the assets another id.",
  examples: [
    {
      bad: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.File`,
          "report_orders",
        ),
      },
      good: {
        "load.yaml": flowDeclaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
        "report.yaml": flowDeclaring(
          `
inputs:
  - id: orders`,
          "report_orders",
        ),
      },
    },
  ],
  onAsset,
};

const WORDS = { many: "types", consequence: "Kestra keeps the one that a run stores first" };

function onAsset(asset: Asset, context: RepositoryRuleContext): Iterable<RawFinding> {
  return disagreements(asset, "type", context, WORDS);
}
