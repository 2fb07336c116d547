import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { LocatedGap } from "../located-gaps.ts";
import { nearNameAdvice, upToMissingName } from "../missing-name.ts";
import type { FlowRule } from "../rule.ts";

export const loopValues: FlowRule = {
  id: "loop-values",
  scope: "flow",
  severity: "error",
  description: "The values of a loop fail whenever they are evaluated, so nothing in it is ever emitted.",
  why: "A loop takes a list of texts, numbers and mappings, or text that is a JSON array; 2.0 also takes mappings. Anything else fails the task that loops, and with it all assets that its tasks declare.",
  remedy: "Make the values a list. Quote `true` and `false`, which are no texts, and leave out `null`.",
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: each_region
  type: io.kestra.plugin.core.flow.Loop
  values: emea, apac
  tasks:
    - id: load
      type: io.kestra.plugin.jdbc.duckdb.Query
      sql: "{{ read('load.sql') }}"
      assets:
        outputs:
          - id: "orders_{{ item.value }}"
            type: io.kestra.plugin.ee.assets.Table`),
      },
      good: {
        "flow.yaml": flowWith(`
- id: each_region
  type: io.kestra.plugin.core.flow.Loop
  values: [emea, apac]
  tasks:
    - id: load
      type: io.kestra.plugin.jdbc.duckdb.Query
      sql: "{{ read('load.sql') }}"
      assets:
        outputs:
          - id: "orders_{{ item.value }}"
            type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
  onGap,
};

function onGap(
  { kind, role, range, message, error }: LocatedGap,
  context: FlowRuleContext,
): RawFinding | undefined {
  if (kind !== "error" || role !== "loop") return undefined;
  const advice = nearNameAdvice(context, error, range);
  return { range: upToMissingName(context.flow, error, range), message: message + advice };
}
