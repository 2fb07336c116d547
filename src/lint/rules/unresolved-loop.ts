import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { LocatedGap } from "../located-gaps.ts";
import type { FlowRule } from "../rule.ts";

export const unresolvedLoop: FlowRule = {
  id: "unresolved-loop",
  scope: "flow",
  severity: "notice",
  description: "The values of a loop are known only at run time.",
  why: "Ids with its item are patterns, so their lineage is uncertain.",
  remedy: "If the values are known, list them in the flow or as the options of an input.",
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: each_region
  type: io.kestra.plugin.core.flow.Loop
  values: "{{ outputs.regions.value }}"
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

function onGap({ kind, range, message }: LocatedGap): RawFinding | undefined {
  return kind === "loop" ? { range, message } : undefined;
}
