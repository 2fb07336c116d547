import { flowWith } from "../example.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const noEffect: FlowRule = {
  id: "no-effect",
  scope: "flow",
  severity: "warning",
  description: "`assets` stands where no execution ever emits it.",
  why: "Kestra emits the assets of tasks that a worker runs. Tasks that only hold or start others (`Sequential`, `If`, `Loop`, `Subflow` …) accept the key and do nothing with it; what is disabled, or stands behind a condition that is never true, does not run.",
  remedy: "Declare the assets on the task that does the work, in the flow it stands in.",
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
  check,
};

function* check({ flow, declarations, rangeOf }: FlowLint): Generator<Report> {
  for (const { key, value } of flow.node.entries) {
    if (key.text === "assets" && value.kind === "map") {
      const message =
        '"assets" is no property of a flow: declare it on the task that reads or writes the assets';
      yield { range: rangeOf(key), message };
    }
  }
  // What `pluginDefaults` bring to several tasks has its effect where one of them runs.
  const live = new Set(declarations.flatMap(({ key, inert }) => (inert === undefined ? [key] : [])));
  for (const { site, key, inert, byProperties } of declarations) {
    if (byProperties || live.has(key)) continue;
    const { id, type } = site.task;
    const what = site.trigger ? "trigger" : "task";
    const name = type.slice(type.lastIndexOf(".") + 1);
    switch (inert) {
      case "container":
        yield {
          range: rangeOf(key),
          message: `"assets" has no effect on ${what} "${id}": a ${name} runs other tasks and emits nothing itself`,
        };
        break;
      case "disabled":
        yield {
          range: rangeOf(key),
          message: `"assets" has no effect on ${what} "${id}", which is disabled or stands in something disabled`,
        };
        break;
      case "never":
        yield {
          range: rangeOf(key),
          message: `"assets" has no effect on ${what} "${id}": a condition before it is never true, or its loop has no items`,
        };
        break;
      case undefined:
        break;
    }
  }
}
