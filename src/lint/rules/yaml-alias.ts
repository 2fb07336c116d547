import type { DeclarationScalar } from "../declarations.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const yamlAlias: FlowRule = {
  id: "yaml-alias",
  scope: "flow",
  severity: "warning",
  description:
    "A declaration uses a YAML alias (`*name`) or a merge key (`<<`), which Kestra does not follow.",
  why: "Kestra reads `*name` as the text `name`, and `<<` as a key like any other. So `id: *orders` is the asset `orders`, whatever stands behind the anchor, and what should be merged into an entry is not.",
  remedy: "Write the value out, or use a variable of the flow: `{{ vars.orders }}`.",
  examples: [
    {
      bad: declaring(`
inputs:
  - id: &source crm.public.orders
outputs:
  - id: *source
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
inputs:
  - id: crm.public.orders
outputs:
  - id: orders
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onScalar,
};

/** Source: kestra-io/kestra issue 16315; Jackson's reader of YAML. */
function onScalar(
  { node, isKey }: DeclarationScalar,
  { flow, rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (node.style !== "plain") return undefined;
  if (flow.source.text[node.span.start] === "*") {
    const message = `Kestra reads the alias "*${node.text}" as the text "${node.text}": write the value itself`;
    return { range: rangeOf(node), message };
  }
  if (isKey && node.text === "<<") {
    const message =
      '"<<" merges nothing, because Kestra takes it for a key like any other: write the keys out';
    return { range: rangeOf(node), message };
  }
  return undefined;
}
