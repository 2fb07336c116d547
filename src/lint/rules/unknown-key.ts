import { suggestWord } from "../../util/suggest.ts";
import { quotedList } from "../../util/text.ts";
import type { Declaration } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import { renameKey } from "../fix/rename-key.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const unknownKey: FlowRule = {
  id: "unknown-key",
  scope: "flow",
  severity: "error",
  description: "`assets` has an unknown key.",
  why: "Kestra ignores everything under an unknown key. The most common one is `output`, in the singular.",
  remedy:
    "Use `inputs`, `outputs`, `enableAuto` or `assetFailureBehavior`, or remove the key. `--fix` corrects a misspelled one.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
output:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onDeclaration,
};

/** Source: the fields of Kestra's AssetsDeclaration; the last since 2.0. */
const KNOWN = ["inputs", "outputs", "enableAuto", "assetFailureBehavior"];

const meantBy = (key: string): string | undefined => suggestWord(key, KNOWN);

function* onDeclaration(
  { site: { assets } }: Declaration,
  { rangeOf }: FlowRuleContext,
): Generator<RawFinding> {
  for (const { key } of assets.kind === "map" ? assets.entries : []) {
    if (KNOWN.includes(key.text)) continue;
    const near = meantBy(key.text);
    const advice = near === undefined ? `known keys: ${quotedList(KNOWN)}` : `did you mean "${near}"?`;
    yield {
      range: rangeOf(key),
      message: `unknown key "${key.text}" in "assets": ${advice}`,
      ...(near !== undefined && assets.kind === "map" && renameKey(assets, key, near, meantBy)),
    };
  }
}
