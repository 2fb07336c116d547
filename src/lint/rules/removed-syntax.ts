import { type Branch, get, type Task } from "../../flows/flow.ts";
import type { YamlNode, YamlScalar } from "../../flows/yaml-node.ts";
import { flowWith } from "../example.ts";
import { rootsIn } from "../expression-roots.ts";
import type { Report } from "../finding.ts";
import type { FlowLint, FlowRule } from "../rule.ts";

export const removedSyntax: FlowRule = {
  id: "removed-syntax",
  scope: "flow",
  severity: "warning",
  description: "The flow uses something that the configured release of Kestra no longer has.",
  why: '2.0 has no `ForEach` and `ForEachItem`, no `pluginDefaults`, and new names for `runIf` and the conditions of triggers. Assets declared with them are not emitted there. Only checked when the configuration says `kestra: "2.0"`.',
  remedy: "Write what the message names instead.",
  examples: [
    {
      bad: {
        "assets.config.yaml": 'kestra: "2.0"\n',
        "flow.yaml": flowWith(`
- id: each_region
  type: io.kestra.plugin.core.flow.ForEach
  values: [emea, apac]
  tasks:
    - id: load
      type: io.kestra.plugin.core.log.Log
      message: "{{ item.value }}"`),
      },
      good: {
        "assets.config.yaml": 'kestra: "2.0"\n',
        "flow.yaml": flowWith(`
- id: each_region
  type: io.kestra.plugin.core.flow.Loop
  values: [emea, apac]
  tasks:
    - id: load
      type: io.kestra.plugin.core.log.Log
      message: "{{ item.value }}"`),
      },
    },
  ],
  check,
};

const WORKER = "io.kestra.plugin.core.flow.Worker";
const WORKING_DIRECTORY = "io.kestra.plugin.core.flow.WorkingDirectory";

/** Source: Kestra 2.0's migration guide. */
const TASKS: Readonly<Record<string, string>> = {
  "io.kestra.plugin.core.flow.ForEach": 'use "io.kestra.plugin.core.flow.Loop"',
  "io.kestra.plugin.core.flow.EachSequential":
    'use "io.kestra.plugin.core.flow.Loop" with "concurrencyLimit: 1"',
  "io.kestra.plugin.core.flow.EachParallel": 'use "io.kestra.plugin.core.flow.Loop"',
  "io.kestra.plugin.core.flow.ForEachItem":
    'use "io.kestra.plugin.core.flow.Loop" over the file, with a Subflow in it',
  [WORKER]: `use "${WORKING_DIRECTORY}"`,
  "io.kestra.plugin.core.flow.Template": "write its tasks into a flow, and call that as a Subflow",
};

const FLOW_KEYS: Readonly<Record<string, string>> = {
  pluginDefaults: "write the values on the tasks",
  taskDefaults: "write the values on the tasks",
  listeners: 'use "afterExecution", or a flow with a Flow trigger',
};

const TRIGGER_KEYS: Readonly<Record<string, string>> = {
  conditions: 'use "when", or "dependsOn" for what other flows do',
  preconditions: 'use "dependsOn"',
};

function* check(context: FlowLint): Generator<Report> {
  if (context.kestra !== "2.0") return;
  const { flow, rangeOf } = context;
  yield* removedKeys(flow.node, FLOW_KEYS, rangeOf);
  for (const branch of flow.branches) yield* inBranch(branch, rangeOf);
  for (const trigger of flow.triggers) yield* removedKeys(trigger.node, TRIGGER_KEYS, rangeOf);
  yield* removedVariables(context);
}

type RangeOf = FlowLint["rangeOf"];

function* inBranch(branch: Branch, rangeOf: RangeOf): Generator<Report> {
  for (const task of branch.tasks) {
    yield* inTask(task, rangeOf);
    for (const inner of task.branches) yield* inBranch(inner, rangeOf);
  }
}

function* inTask(task: Task, rangeOf: RangeOf): Generator<Report> {
  const type = get(task.node, "type");
  const written = type?.kind === "scalar" ? type.text : "";
  const name = written.slice(written.lastIndexOf(".") + 1);
  // Elsewhere it is read as what took its place.
  const known = name === "Worker" && task.type === WORKING_DIRECTORY ? WORKER : task.type;
  const advice = Object.hasOwn(TASKS, known) ? TASKS[known] : undefined;
  if (advice !== undefined && type !== undefined) {
    yield { range: rangeOf(type), message: `Kestra 2.0 has no ${name}: ${advice}` };
  }
  yield* removedKeys(task.node, { runIf: 'it is called "when"' }, rangeOf);
}

function* removedKeys(
  node: YamlNode,
  removed: Readonly<Record<string, string>>,
  rangeOf: RangeOf,
): Generator<Report> {
  for (const { key } of node.kind === "map" ? node.entries : []) {
    const advice = Object.hasOwn(removed, key.text) ? removed[key.text] : undefined;
    if (advice === undefined) continue;
    yield { range: rangeOf(key), message: `Kestra 2.0 has no "${key.text}" here: ${advice}` };
  }
}

/** The item of a loop, in the texts of declarations. */
function* removedVariables({ declarations, rangeOf }: FlowLint): Generator<Report> {
  for (const { site, inert } of declarations) {
    if (inert !== undefined || site.level.parentLoop?.kind === "for-each") continue;
    for (const scalar of scalarsIn(site.assets)) {
      if (!/\btaskrun\s*\.\s*(value|iteration)\b/.test(scalar.text)) continue;
      if (!rootsIn(scalar.text)?.includes("taskrun")) continue;
      const message =
        'Kestra 2.0 has no "taskrun.value": the item of a Loop is "item.value", its number "item.index"';
      yield { range: rangeOf(scalar), message };
    }
  }
}

function scalarsIn(node: YamlNode): YamlScalar[] {
  switch (node.kind) {
    case "scalar":
      return [node];
    case "list":
      return node.items.flatMap(scalarsIn);
    case "map":
      return node.entries.flatMap(({ value }) => scalarsIn(value));
  }
}
