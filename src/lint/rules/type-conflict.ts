import type { Asset } from "../../model/model.ts";
import { decidingRun, disagreements } from "../claims.ts";
import { flowDeclaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const typeConflict: RepositoryRule = {
  id: "type-conflict",
  scope: "repository",
  severity: "error",
  description: "One id is declared with two types.",
  why: "The id alone identifies an asset. Since 2.0, and in later releases of 1.3, each run stores its own type, so the type changes with each run; before, the type of the first run remained. `External` never overrides another type.",
  remedy: "Use one type, or give one of the assets another id.",
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

function onAsset(asset: Asset, context: RepositoryRuleContext): Iterable<RawFinding> {
  return disagreements(asset, "type", context, {
    many: "types",
    consequence: decidingRun(context.kestra),
  });
}
