import type { Flow } from "../../flows/flow.ts";
import { scalarText } from "../../flows/scalar-text.ts";
import type { YamlScalar } from "../../flows/yaml-node.ts";
import { declaring } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";
import { textScalars } from "../text-scalars.ts";

export const implicitType: FlowRule = {
  id: "implicit-type",
  scope: "flow",
  severity: "warning",
  description: "An unquoted value is a number or boolean in YAML, and Kestra changes its text.",
  why: "Kestra first parses unquoted values as numbers and booleans, then converts them to text: `2024_01` becomes `202401`, `1.10` becomes `1.1`, `010` becomes `8`, and `no` becomes `false`. This applies to ids, labels, options and defaults of text inputs, loop items, and the `format` of a `Return`.",
  remedy: "Quote the value; `--fix` does this.",
  fixable: true,
  examples: [
    {
      bad: declaring(`
outputs:
  - id: 2024_01
    type: io.kestra.plugin.ee.assets.Table`),
      good: declaring(`
outputs:
  - id: "2024_01"
    type: io.kestra.plugin.ee.assets.Table`),
    },
  ],
  onFlow,
};

/** Source: Kestra's PluginDefaultService, which creates the fields of a flow from Java values. */
function* onFlow(flow: Flow, { entries, rangeOf }: FlowRuleContext): Generator<RawFinding> {
  const seen = new Set<number>();
  for (const scalar of textScalars(flow, entries)) {
    const { span } = scalar;
    const written = flow.source.text.slice(span.start, span.end);
    const text = scalarText(scalar);
    // One value of `pluginDefaults` applies to several tasks.
    if (text === written || !isImplicit(scalar, written) || seen.has(span.start)) continue;
    seen.add(span.start);
    yield {
      range: rangeOf(scalar),
      message: `unquoted "${written}" is a ${typeof scalar.value === "boolean" ? "boolean" : "number"} and becomes the text "${text}": quote it`,
      fix: {
        title: `write "${written}" in quotes`,
        edits: [{ start: span.start, end: span.end, text: `"${written}"` }],
      },
    };
  }
}

/** A number or boolean in this file; values with a tag have their type deliberately. */
function isImplicit({ value, text, style }: YamlScalar, written: string): boolean {
  return style === "plain" && value !== null && typeof value !== "string" && text === written;
}
