import { tryParseJson } from "../../pebble/index.ts";
import type { DeclarationSite, LoopSite } from "../../resolve/site.ts";
import type { EntryField } from "../declarations.ts";
import { flowWith } from "../example.ts";
import { rootsIn } from "../expression-roots.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const loopIgnoresItem: FlowRule = {
  id: "loop-ignores-item",
  scope: "flow",
  severity: "warning",
  description: "An output inside a loop has the same id in every iteration.",
  why: "The loop runs once per item, and each iteration writes the same asset. Either the lineage is too coarse, or the iterations overwrite each other.",
  remedy:
    "Use the loop item in the id: `item.value`, or `taskrun.value` in a `ForEach`. If all iterations feed one asset on purpose, add `# assets-ignore loop-ignores-item: …`.",
  examples: [
    {
      bad: {
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
          - id: orders
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
  onField,
};

/** Roots that are constant across iterations. Any other may differ. */
const CONSTANT: ReadonlySet<string> = new Set([
  "inputs",
  "vars",
  "flow",
  "labels",
  "envs",
  "globals",
  "namespace",
]);

function onField(
  { entry: { declaration, side }, key, value: id }: EntryField,
  { rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (key.text !== "id" || side !== "outputs" || declaration.inert !== undefined) return undefined;
  const loop = innermostLoop(declaration.site);
  if (loop === undefined || hasOneItem(loop) || id.kind !== "scalar" || id.value === null) return undefined;
  if (!rootsIn(id.text)?.every((root) => CONSTANT.has(root))) return undefined;
  const variable = loop.kind === "loop" ? "item.value" : "taskrun.value";
  return {
    range: rangeOf(id),
    message: `every iteration of the loop "${loop.task.id}" writes "${id.text}": use "${variable}" in the id`,
  };
}

function innermostLoop(site: DeclarationSite): LoopSite | undefined {
  return site.steps.findLast((step) => step.kind === "loop")?.loop;
}

function hasOneItem({ values }: LoopSite): boolean {
  if (values?.kind === "list") return values.items.length < 2;
  if (values?.kind === "scalar") {
    const written = tryParseJson(values.text.trim());
    return written?.kind === "list" && written.items.length < 2;
  }
  return values?.kind === "map" && values.entries.length < 2;
}
