import { get, type Task } from "../flows/flow.ts";
import { scalarText } from "../flows/scalar-text.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Call, Passed, PassedValues } from "../model/links.ts";
import type { FlowId } from "../model/model.ts";
import type { Rendered, Unknown } from "../pebble/index.ts";
import { dataEntry, type EmissionOf, type Emitted, type ResolvedEntry } from "./emission.ts";
import type { Evaluation, WithDependencies } from "./evaluation.ts";
import { findCases } from "./find-cases.ts";
import type { FlowContext } from "./flow-context.ts";
import { passedValue, renderNode } from "./passed-value.ts";
import { type TaskSite, taskSites } from "./site.ts";
import { START_KEY } from "./started.ts";
import { type CaseMode, nextSplit } from "./wanted-choice.ts";

interface EmittedCall extends Emitted {
  /** Absent: a call without a known flow. */
  readonly call?: Call;
}

/** The calls of a flow by its Subflow and ForEachItem tasks, in each case in which a task is reached. */
export function callsOf(context: FlowContext): readonly Call[] {
  const sites = taskSites(context.flow, (each) => "container" in each && each.container === "subflow");
  const calls = new Map<string, Call>();
  for (const site of sites) {
    const { cases } = findCases(site, site.task.node, context, (evaluation, mode) =>
      emitCall(site, evaluation, mode),
    );
    for (const { call } of cases.map(({ emitted }) => emitted))
      if (call) calls.set(JSON.stringify(call), call);
  }
  return [...calls.values()];
}

function emitCall(
  { task, level }: TaskSite,
  evaluation: Evaluation,
  mode: CaseMode,
): EmissionOf<EmittedCall> {
  const { to, inputs, labels, dependencies } = readCall(task.node, (text) => evaluation.render(text, level));
  const choice = nextSplit(dependencies, evaluation, mode);
  if (choice) return { kind: "split", choice, parts: ["path"] };
  if (to === undefined) return emission(undefined, []);
  const wait = get(task.node, "wait");
  const start = evaluation.assignment.get(START_KEY)?.start;
  const call: Call = {
    task: task.id,
    place: evaluation.context.flow.source.place(task.node.span.start),
    ...{ to, inputs },
    ...(labels && { labels }),
    depth: (start?.call?.depth ?? 0) + 1,
    waits: !(wait?.kind === "scalar" && wait.value === false),
  };
  return emission(call, [dataEntry(call, call.place)]);
}

function emission(call: Call | undefined, outputs: readonly ResolvedEntry[]): EmittedCall {
  return {
    ...{ kind: "emits", inputs: [], outputs, descriptiveAssumptions: [], dependsOn: NOTHING, gaps: [] },
    ...(call && { call }),
  };
}

const NOTHING = new Map<string, never>();

/** The flow that a call names, absent where it is unknown, and what it hands on. */
export interface CallText extends Pick<Call, "inputs" | "labels"> {
  readonly to?: FlowId;
  readonly dependencies: readonly Unknown[];
}

/** @param render in the scope of the calling task */
export function readCall(node: Task["node"], render: (text: string) => WithDependencies<Rendered>): CallText {
  const dependencies: Unknown[] = [];
  const read = (each: YamlNode) => {
    const rendered = renderNode(each, render);
    dependencies.push(...rendered.dependencies);
    return rendered.value;
  };
  const values = (key: string): PassedValues => {
    const map = get(node, key);
    const entries = map?.kind === "map" ? map.entries : [];
    return Object.fromEntries(
      entries.map(({ key: name, value }): [string, Passed] => [name.text, passedValue(read(value))]),
    );
  };
  const text = (key: string): string | undefined => {
    const each = get(node, key);
    if (each?.kind !== "scalar" || each.value === null) return undefined;
    if (typeof each.value !== "string") return scalarText(each);
    const value = read(each);
    return value.kind === "string" ? value.value : undefined;
  };
  const [namespace, flow] = [text("namespace"), text("flowId")];
  const [inputs, labels] = [values("inputs"), values("labels")];
  return {
    ...(namespace !== undefined && flow !== undefined && { to: { namespace, flow } }),
    inputs,
    ...(Object.keys(labels).length > 0 && { labels }),
    dependencies,
  };
}
