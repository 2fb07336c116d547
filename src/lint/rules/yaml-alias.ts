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
    "A declaration uses a YAML alias (`*name`) or a merge key (`<<`), which Kestra does not resolve.",
  why: "Kestra parses `*name` as the text `name`, and `<<` as an ordinary key. Therefore `id: *orders` is the asset `orders`, regardless of the anchor, and nothing is merged.",
  remedy: "Write the value itself, or use a variable of the flow: `{{ vars.orders }}`.",
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
    const message = `Kestra parses the alias "*${node.text}" as the text "${node.text}": write the value itself`;
    return { range: rangeOf(node), message };
  }
  if (isKey && node.text === "<<") {
    const message =
      '"<<" has no effect because Kestra treats it as an ordinary key: write the keys themselves';
    return { range: rangeOf(node), message };
  }
  return undefined;
}
