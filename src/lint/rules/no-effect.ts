import type { Flow } from "../../flows/flow.ts";
import type { Declaration } from "../declarations.ts";
import { flowWith } from "../example.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const noEffect: FlowRule = {
  id: "no-effect",
  scope: "flow",
  severity: "warning",
  description: "`assets` has no effect in this place.",
  why: "Kestra emits assets only for tasks executed by a worker. Tasks that only contain or start others (`Sequential`, `If`, `Loop`, `Subflow` …) accept the key but ignore it. Disabled tasks, and tasks behind a condition that is never true, do not run.",
  remedy: "Declare the assets on the task that does the work, in its own flow.",
  examples: [
    {
      bad: {
        "flow.yaml": flowWith(`
- id: all
  type: io.kestra.plugin.core.flow.Sequential
  assets:
    outputs:
      - id: orders
        type: io.kestra.plugin.ee.assets.Table
  tasks:
    - id: load
      type: io.kestra.plugin.jdbc.duckdb.Query
      sql: "{{ read('load.sql') }}"`),
      },
      good: {
        "flow.yaml": flowWith(`
- id: all
  type: io.kestra.plugin.core.flow.Sequential
  tasks:
    - id: load
      type: io.kestra.plugin.jdbc.duckdb.Query
      sql: "{{ read('load.sql') }}"
      assets:
        outputs:
          - id: orders
            type: io.kestra.plugin.ee.assets.Table`),
      },
    },
  ],
  onFlow,
};

function* onFlow({ node }: Flow, { declarations, rangeOf }: FlowRuleContext): Generator<RawFinding> {
  for (const { key, value } of node.entries) {
    if (key.text === "assets" && value.kind === "map") {
      const message =
        '"assets" is not a property of a flow: declare it on the task that reads or writes the assets';
      yield { range: rangeOf(key), message };
    }
  }
  // A declaration in `pluginDefaults` has an effect if one of its tasks runs.
  const live = new Set(declarations.flatMap(({ key, inert }) => (inert === undefined ? [key] : [])));
  for (const declaration of declarations) {
    const { site, key, byProperties } = declaration;
    const reason = byProperties || live.has(key) ? undefined : reasonOf(declaration);
    if (reason === undefined) continue;
    const what = site.trigger ? "trigger" : "task";
    yield { range: rangeOf(key), message: `"assets" has no effect on ${what} "${site.task.id}"${reason}` };
  }
}

function reasonOf({ inert, site: { task } }: Declaration): string | undefined {
  switch (inert) {
    case "container":
      return `: a ${task.type.slice(task.type.lastIndexOf(".") + 1)} only runs other tasks`;
    case "disabled":
      return ", which is disabled, directly or through a parent";
    case "never":
      return ": its condition is never true, or its loop has no items";
    default:
      return undefined;
  }
}
