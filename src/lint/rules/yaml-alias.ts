import type { YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import { declaring } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

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
  check,
};

/** Source: kestra-io/kestra issue 16315; Jackson's reader of YAML. */
function* check({ flow, declarations, rangeOf }: FlowLint): Generator<Report> {
  for (const { site } of declarations) {
    for (const { node, isKey } of scalarsIn(site.assets)) {
      if (node.style !== "plain") continue;
      if (flow.source.text[node.span.start] === "*") {
        yield {
          range: rangeOf(node),
          message: `Kestra reads the alias "*${node.text}" as the text "${node.text}": write the value out`,
        };
      } else if (isKey && node.text === "<<") {
        yield {
          range: rangeOf(node),
          message:
            '"<<" merges nothing, because Kestra takes it for a key like any other: write the keys out',
        };
      }
    }
  }
}

function scalarsIn(node: YamlNode): { readonly node: YamlScalar; readonly isKey?: true }[] {
  switch (node.kind) {
    case "scalar":
      return [{ node }];
    case "list":
      return node.items.flatMap(scalarsIn);
    case "map":
      return node.entries.flatMap(({ key, value }) => [
        { node: key, isKey: true as const },
        ...scalarsIn(value),
      ]);
  }
}
