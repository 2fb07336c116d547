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
  description: "The values of a loop are invalid, so the loop never emits assets.",
  why: "Loop values are a list of texts, numbers and mappings, or a text with a JSON array; 2.0 also accepts a mapping. Any other value fails the loop, and all assets of its tasks are lost.",
  remedy: "Write the values as a list. Quote `true` and `false`, and remove `null`.",
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
