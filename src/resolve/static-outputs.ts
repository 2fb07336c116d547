import { type Branch, get, type Task } from "../flows/flow.ts";
import {
  openMap,
  type Rendered,
  string,
  stringMap,
  textWithHoles,
  unknown,
  type Value,
} from "../pebble/index.ts";
import type { FlowContext } from "./flow-context.ts";
import type { Level } from "./site.ts";

type RenderAt = (text: string, level: Level, outputs: Value) => Rendered;

const RETURN = "io.kestra.plugin.core.debug.Return";
const OUTPUT_VALUES = "io.kestra.plugin.core.output.OutputValues";

/**
 * The variable `outputs` where a text stands: known for tasks whose output is written in the YAML (`debug.Return`,
 * `output.OutputValues`), unknown for all others. Only tasks that surely ran before are looked at: they come earlier in
 * the flow, at its top level or in a plain sequence, and nothing decides whether they run.
 */
export function staticOutputs(context: FlowContext, level: Level, render: RenderAt): Value {
  if (!mentionsOutputs(context)) return NOTHING_KNOWN;
  const rest = REST;
  let outputs: Value = NOTHING_KNOWN;
  const known: Record<string, Value> = {};
  for (const task of surelyBefore(context, level)) {
    const value = outputOf(task, (text) => render(text, { self: task, frames: [] }, outputs));
    if (!value) continue;
    known[task.id] = value;
    outputs = openMap(known, rest);
  }
  return outputs;
}

const REST = unknown("the output of a task is known only at run time", { maybeUndefined: true });
const NOTHING_KNOWN = openMap({}, REST);

const mentions = new WeakMap<FlowContext, boolean>();

/** Asked for every case of every declaration of a flow, so the text is looked through once. */
function mentionsOutputs(context: FlowContext): boolean {
  let found = mentions.get(context);
  if (found === undefined) {
    found = context.flow.source.text.includes("outputs.");
    mentions.set(context, found);
  }
  return found;
}

function surelyBefore(context: FlowContext, level: Level): Task[] {
  const found: Task[] = [];
  const stopAt = new Set<Task>([
    ...level.frames.map((frame) => frame.task),
    ...(level.self ? [level.self] : []),
  ]);
  /** Returns false once the text's own task, or a container it stands in, is reached. */
  const walk = (branches: readonly Branch[]): boolean => {
    for (const branch of branches) {
      if (branch.key !== "tasks") continue;
      for (const task of branch.tasks) {
        if (!level.trigger && stopAt.has(task)) {
          if (isPlainSequence(task)) walk(task.branches);
          return false;
        }
        if (!alwaysRuns(task)) continue;
        if (task.type === RETURN || task.type === OUTPUT_VALUES) found.push(task);
        if (isPlainSequence(task) && !walk(task.branches)) return false;
      }
    }
    return true;
  };
  walk(context.flow.branches);
  return found;
}

/** Not Parallel or Dag: there the order of the file is not the order of the run. */
function isPlainSequence(task: Task): boolean {
  return /\.(Sequential|WorkingDirectory|AllowFailure)$/.test(task.type);
}

function alwaysRuns(task: Task): boolean {
  return !["disabled", "runIf", "when"].some((key) => get(task.node, key));
}

function outputOf(task: Task, render: (text: string) => Rendered): Value | undefined {
  const text = (raw: string): Value => {
    const rendered = render(raw);
    if (rendered.kind === "known") return string(rendered.text);
    if (rendered.kind === "holes") return textWithHoles(rendered.parts);
    return unknown(`the task "${task.id}" fails: ${rendered.error.message}`, { maybeUndefined: true });
  };
  if (task.type === RETURN) {
    const format = get(task.node, "format");
    return format?.kind === "scalar" && format.value !== null
      ? stringMap([["value", text(format.text)]])
      : undefined;
  }
  const values = get(task.node, "values");
  if (values?.kind !== "map") return undefined;
  const entries = values.entries.flatMap(({ key, value }): [string, Value][] =>
    value.kind === "scalar" && typeof value.value === "string" ? [[key.text, text(value.value)]] : [],
  );
  const rest = unknown(`outputs.${task.id}.values is known only at run time`, { maybeUndefined: true });
  return stringMap([["values", openMap(Object.fromEntries(entries), rest)]]);
}
