import { type Branch, type Flow, get, type Trigger } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { Draft } from "../model/draft.ts";
import type { FlowRecord, TaskRecord, TriggerRecord } from "../model/model.ts";
import type { FlowContext } from "./flow-context.ts";
import { type DeclarationSite, isTrue } from "./site.ts";

/** The inventory record of a flow. */
export function flowRecord({ flow, labels, sites }: FlowContext): FlowRecord {
  const description = textOf(get(flow.node, "description"));
  const record: Partial<Draft<FlowRecord>> = {
    namespace: flow.namespace.value,
    flow: flow.id.value,
    place: flow.source.place(flow.id.span.start),
  };
  if (description !== undefined) record.description = description;
  if (Object.keys(labels).length > 0) record.labels = labels;
  if (isTrue(get(flow.node, "disabled"))) record.disabled = true;
  record.tasks = countTasks(flow.branches);
  record.declarations = sites.length;
  if (flow.triggers.length > 0) record.triggers = flow.triggers.map(triggerRecord);
  return record as FlowRecord;
}

function triggerRecord({ id, type, node }: Trigger): TriggerRecord {
  return isTrue(get(node, "disabled")) ? { id, type, disabled: true } : { id, type };
}

/** The inventory record of a task or trigger with an `assets` block. */
export function taskRecord({ task, trigger }: DeclarationSite, flow: Flow): TaskRecord {
  const description = textOf(get(task.node, "description"));
  const sql = textOf(get(task.node, "sql"));
  const { id, type } = task;
  const namespace = flow.namespace.value;
  const place = flow.source.place(task.node.span.start);
  const record: Draft<TaskRecord> = trigger
    ? { namespace, flow: flow.id.value, task: id, trigger: true, type, place }
    : { namespace, flow: flow.id.value, task: id, type, place };
  if (description !== undefined) record.description = description;
  if (sql !== undefined) record.sql = sql;
  return record;
}

function countTasks(branches: readonly Branch[]): number {
  let count = 0;
  for (const branch of branches) for (const task of branch.tasks) count += 1 + countTasks(task.branches);
  return count;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}
