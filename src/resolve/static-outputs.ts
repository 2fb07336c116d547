import { type Branch, get, type Task } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import {
  list,
  openMap,
  type Rendered,
  string,
  stringMap,
  textWithHoles,
  unknown,
  type Value,
} from "../pebble/index.ts";
import { callKey } from "./environment.ts";
import type { FlowContext } from "./flow-context.ts";
import { valueOfPassed } from "./passed-value.ts";
import { readCall } from "./read-call.ts";
import { labelNames } from "./scope.ts";
import type { ContainerRun, ScopeLevel } from "./site.ts";
import { storedEntries, yamlValue } from "./yaml-value.ts";

type RenderAt = (text: string, level: ScopeLevel, outputs: Value) => Rendered;

const RETURN = "io.kestra.plugin.core.debug.Return";
const OUTPUT_VALUES = "io.kestra.plugin.core.output.OutputValues";

/**
 * The variable `outputs` for a text: known for tasks with literal output in the YAML (`debug.Return`,
 * `output.OutputValues`), unknown for all others. Only tasks that certainly ran before count: they come earlier in the
 * same list or in a list around it, and depend on no further condition.
 */
export function staticOutputs(context: FlowContext, level: ScopeLevel, render: RenderAt): Value {
  const rest = REST;
  let outputs: Value = NOTHING_KNOWN;
  // Without a prototype, so that a task "__proto__" is like any other.
  const known: Record<string, Value> = Object.create(null);
  for (const { task, level: own } of surelyBefore(context, level)) {
    const value = outputOf(task, context, (text) => render(text, own, outputs));
    if (!value) continue;
    known[task.id] = value;
    outputs = openMap(known, rest);
  }
  return outputs;
}

const REST = unknown("the output of a task is known only at run time", { maybeUndefined: true });
export const NOTHING_KNOWN = openMap({}, REST);

const mentions = new WeakMap<FlowContext, boolean>();

/** Called for every case of every declaration of a flow, so the text is searched only once. */
export function mentionsOutputs(context: FlowContext): boolean {
  let found = mentions.get(context);
  if (found === undefined) {
    found = /\boutputs\s*[.[]/.test(context.flow.source.text);
    mentions.set(context, found);
  }
  return found;
}

interface TaskAtLevel {
  readonly task: Task;
  readonly level: ScopeLevel;
}

/** Follows the path from the flow to the text and collects the tasks before it in each list on the path. */
function surelyBefore(context: FlowContext, level: ScopeLevel): TaskAtLevel[] {
  if (level.atEnd)
    return context.flow.branches.flatMap(({ key, tasks }) =>
      key === "tasks" ? tasks.flatMap((task) => completed(task, [])) : [],
    );
  if (!level.self) return [];
  const found: TaskAtLevel[] = [];
  let branches: readonly Branch[] = context.flow.branches;
  let inOrder = true;
  const way = [...level.frames.map((frame) => frame.task), level.self];
  for (const [depth, next] of way.entries()) {
    const branch = branches.find(({ tasks }) => tasks.includes(next));
    if (!branch) return found;
    const frames = level.frames.slice(0, depth);
    if (inOrder) found.push(...before(next, branch, frames));
    // In a ForEach outputs are kept by item.
    if (next.container === "for-each") return found;
    branches = next.branches;
    // Not in Parallel or Dag, which do not run in the order of the file.
    inOrder = next.container !== "dag" && !next.type.endsWith(".Parallel");
  }
  return found;
}

function before(end: Task, { tasks }: Branch, frames: readonly ContainerRun[]): TaskAtLevel[] {
  return tasks.slice(0, tasks.indexOf(end)).flatMap((task) => completed(task, frames));
}

/** A task that has run, with all that surely ran inside it. */
function completed(task: Task, frames: readonly ContainerRun[]): TaskAtLevel[] {
  if (!alwaysRuns(task)) return [];
  if (task.type === RETURN || task.type === OUTPUT_VALUES || waitsForCall(task))
    return [{ task, level: { self: task, frames } }];
  // Not AllowFailure: after a failure inside it, the flow continues without the rest of its tasks.
  if (!/\.(Sequential|WorkingDirectory)$/.test(task.type)) return [];
  return task.branches.flatMap((branch) =>
    branch.key === "tasks" ? branch.tasks.flatMap((inner) => completed(inner, [...frames, { task }])) : [],
  );
}

/** With `wait: false` a Subflow has no outputs of the called flow. Source: Kestra's Subflow. */
function waitsForCall({ type, node }: Task): boolean {
  const wait = get(node, "wait");
  return type.endsWith(".Subflow") && !(wait?.kind === "scalar" && wait.value === false);
}

function alwaysRuns(task: Task): boolean {
  return !["disabled", "runIf", "when"].some((key) => get(task.node, key));
}

function outputOf(task: Task, context: FlowContext, render: (text: string) => Rendered): Value | undefined {
  if (task.container === "subflow") return outputOfCall(task, context, render);
  const text = (raw: string): Value => {
    const rendered = render(raw);
    if (rendered.kind === "known") return string(rendered.text);
    if (rendered.kind === "holes") return textWithHoles(rendered.parts);
    return unknown(`the task "${task.id}" fails: ${rendered.error.message}`, { maybeUndefined: true });
  };
  if (task.type === RETURN) {
    const format = get(task.node, "format");
    return format?.kind === "scalar" && format.value !== null
      ? stringMap([["value", text(scalarText(format))]])
      : undefined;
  }
  const values = get(task.node, "values");
  if (values?.kind !== "map") return undefined;
  const entries = values.entries.map(({ key, value }): [string, Value] => [key.text, rendered(value, text)]);
  const rest = unknown(`outputs.${task.id}.values is known only at run time`, { maybeUndefined: true });
  return stringMap([["values", openMap(Object.fromEntries(entries), rest)]]);
}

/** The outputs of the called flow that are equal in all its executions with these arguments. */
function outputOfCall(
  task: Task,
  context: FlowContext,
  render: (text: string) => Rendered,
): Value | undefined {
  const { answers } = context.environment;
  if (Object.keys(answers).length === 0) return undefined;
  const { to, inputs, labels } = readCall(task.node, labelNames(context), (text) => ({
    result: render(text),
    dependencies: [],
  }));
  if (to === undefined) return undefined;
  const results = answers[callKey({ to, inputs, ...(labels && { labels }) })];
  const [first] = results ?? [];
  if (results === undefined || first === undefined) return undefined;
  const rest = unknown(`outputs.${task.id} is known only at run time`, { maybeUndefined: true });
  const agreed = Object.entries(first).flatMap(([id, value]): [string, Value][] => {
    const isSame = results.every((outputs) => JSON.stringify(outputs[id]) === JSON.stringify(value));
    return isSame ? [[id, valueOfPassed(value, `outputs.${task.id}.outputs.${id}`)]] : [];
  });
  return openMap({ outputs: openMap(Object.fromEntries(agreed), rest) }, rest);
}

/** A node with all texts rendered and all keys unchanged. */
function rendered(node: YamlNode, text: (raw: string) => Value): Value {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "string" ? text(node.value) : yamlValue(node);
    case "list":
      return list(node.items.map((item) => rendered(item, text)));
    case "map":
      return stringMap(storedEntries(node).map(({ key, value }) => [key.text, rendered(value, text)]));
  }
}
