import { flowWith } from "../example.ts";
import type { Report } from "../finding.ts";
import { nearNameAdvice, upToMissingName } from "../missing-name.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

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
  check,
};

function* check(context: FlowLint): Generator<Report> {
  for (const { kind, role, range, message, error } of context.gaps) {
    if (kind !== "error" || role !== "loop") continue;
    const advice = nearNameAdvice(context, error, range);
    yield { range: upToMissingName(context.flow, error, range), message: message + advice };
  }
}
