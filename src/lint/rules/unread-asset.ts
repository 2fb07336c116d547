import { idsByPattern } from "../../model/ids-by-pattern.ts";
import type { Inventory } from "../../model/model.ts";
import { isPattern, literalLength } from "../../model/pattern.ts";
import { PatternIndex } from "../../model/pattern-index.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { RepositoryRuleContext } from "../repository-rule-context.ts";
import type { RepositoryRule } from "../rule.ts";

export const unreadAsset: RepositoryRule = {
  id: "unread-asset",
  scope: "repository",
  severity: "notice",
  description: "An asset is written and never read.",
  why: "It may be a final result, such as a report. Otherwise, a reader lacks the declaration or uses another spelling.",
  remedy: "Declare the asset in its readers.",
  examples: [
    {
      bad: declaring(`
inputs:
  - id: raw_orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: raw_orders`),
    },
  ],
  onInventory,
  // Any pattern in an input may read it.
  needsWholeRepository: () => true,
};

function* onInventory(inventory: Inventory, { firstMention }: RepositoryRuleContext): Generator<RawFinding> {
  const read = new Set(inventory.bundles.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  for (const activation of inventory.activations) {
    if (activation.kind === "asset-trigger" && activation.assets.id !== undefined)
      read.add(activation.assets.id);
  }
  const patterns = new PatternIndex([...read].filter(isPattern));
  const becoming = idsByPattern([...read].filter((id) => !isPattern(id)));
  for (const { id, external } of inventory.assets) {
    const range = firstMention(id);
    if (external || range === undefined || read.has(id) || patterns.overlaps(id)) continue;
    // A written pattern may match an asset that is read.
    if (isPattern(id) && literalLength(id) > 0 && becoming(id).length > 0) continue;
    yield { range, message: `the asset "${id}" is written but never read` };
  }
}
