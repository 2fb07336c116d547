import { idsByPattern } from "../../inventory/ids-by-pattern.ts";
import { isPattern, literalLength } from "../../inventory/pattern.ts";
import { PatternIndex } from "../../inventory/pattern-index.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import { firstMentions } from "../first-mentions.ts";
import type { RepositoryLint, RepositoryRule } from "../rule.ts";

export const unreadAsset: RepositoryRule = {
  id: "unread-asset",
  scope: "repository",
  severity: "notice",
  description: "An asset is written and never read.",
  why: "It may be what the flows are for, such as a report. Or a reader forgot to declare it, or spells it differently.",
  remedy: "Declare the asset where it is read.",
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
  check,
  // A pattern anywhere may be what reads it.
  looksEverywhere: () => true,
};

function* check(context: RepositoryLint): Generator<Report> {
  const { inventory } = context;
  const read = new Set(inventory.bundles.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  for (const activation of inventory.activations) {
    if (activation.kind === "asset-trigger" && activation.assets.id !== undefined)
      read.add(activation.assets.id);
  }
  const patterns = new PatternIndex([...read].filter(isPattern));
  const becoming = idsByPattern([...read].filter((id) => !isPattern(id)));
  const mentions = firstMentions(context);
  for (const { id, external } of inventory.assets) {
    const range = mentions.get(id);
    if (external || range === undefined || read.has(id) || patterns.overlaps(id)) continue;
    // A pattern that is written may become an id that is read.
    if (isPattern(id) && literalLength(id) > 0 && becoming(id).length > 0) continue;
    yield { range, message: `the asset "${id}" is written, and no flow reads it` };
  }
}
