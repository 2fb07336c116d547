import { type Flow, get, type Task, type Trigger } from "../../flows/flow.ts";
import type { YamlMap } from "../../flows/yaml-node.ts";
import type { DeclarationScalar } from "../declarations.ts";
import { flowWith } from "../example.ts";
import { rootsIn } from "../expression-roots.ts";
import type { RawFinding } from "../finding.ts";
import type { FlowRuleContext } from "../flow-rule-context.ts";
import type { FlowRule } from "../rule.ts";

export const removedSyntax: FlowRule = {
  id: "removed-syntax",
  scope: "flow",
  severity: "warning",
  description: "The flow uses syntax removed in the configured Kestra release.",
  why: '2.0 removed `ForEach`, `ForEachItem` and `pluginDefaults`, and renamed `runIf` and the conditions of triggers. Assets declared with them are not emitted. This rule applies only with `kestra: "2.0"` in the configuration.',
  remedy: "Use the replacement from the message.",
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
  onFlow,
  onTask,
  onTrigger,
  onScalar,
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
    'use "io.kestra.plugin.core.flow.Loop" over the file, with a Subflow inside',
  [WORKER]: `use "${WORKING_DIRECTORY}"`,
  "io.kestra.plugin.core.flow.Template": "move its tasks to a flow, and call it as a Subflow",
};

const FLOW_KEYS: Readonly<Record<string, string>> = {
  pluginDefaults: "set the values on the tasks",
  taskDefaults: "set the values on the tasks",
  listeners: 'use "afterExecution", or a flow with a Flow trigger',
};

const TASK_KEYS: Readonly<Record<string, string>> = { runIf: 'it is called "when"' };

const TRIGGER_KEYS: Readonly<Record<string, string>> = {
  conditions: 'use "when", or "dependsOn" for conditions on other flows',
  preconditions: 'use "dependsOn"',
};

function* onFlow({ node }: Flow, context: FlowRuleContext): Generator<RawFinding> {
  yield* removedKeys(node, FLOW_KEYS, context);
}

function* onTrigger({ node }: Trigger, context: FlowRuleContext): Generator<RawFinding> {
  yield* removedKeys(node, TRIGGER_KEYS, context);
}

function* onTask(task: Task, context: FlowRuleContext): Generator<RawFinding> {
  if (context.kestra !== "2.0") return;
  const type = get(task.node, "type");
  const written = type?.kind === "scalar" ? type.text : "";
  const name = written.slice(written.lastIndexOf(".") + 1);
  // In other places it is parsed as its replacement.
  const known = name === "Worker" && task.type === WORKING_DIRECTORY ? WORKER : task.type;
  const advice = Object.hasOwn(TASKS, known) ? TASKS[known] : undefined;
  if (advice !== undefined && type !== undefined) {
    yield { range: context.rangeOf(type), message: `Kestra 2.0 has no ${name}: ${advice}` };
  }
  yield* removedKeys(task.node, TASK_KEYS, context);
}

/** The item of a loop, in the texts of declarations. */
function onScalar(
  { declaration: { site, inert }, node, isKey }: DeclarationScalar,
  { kestra, rangeOf }: FlowRuleContext,
): RawFinding | undefined {
  if (kestra !== "2.0" || isKey || inert !== undefined || site.level.parentLoop?.kind === "for-each")
    return undefined;
  if (!/\btaskrun\s*\.\s*(value|iteration)\b/.test(node.text)) return undefined;
  if (!rootsIn(node.text)?.includes("taskrun")) return undefined;
  const message =
    'Kestra 2.0 has no "taskrun.value": the item of a Loop is "item.value", its number "item.index"';
  return { range: rangeOf(node), message };
}

function* removedKeys(
  { entries }: YamlMap,
  removed: Readonly<Record<string, string>>,
  { kestra, rangeOf }: FlowRuleContext,
): Generator<RawFinding> {
  for (const { key } of kestra === "2.0" ? entries : []) {
    const advice = Object.hasOwn(removed, key.text) ? removed[key.text] : undefined;
    if (advice === undefined) continue;
    yield { range: rangeOf(key), message: `Kestra 2.0 has no "${key.text}" here: ${advice}` };
  }
}
