import { type Branch, type Flow, get } from "../flows/flow.ts";
import type { YamlNode } from "../flows/yaml-node.ts";
import type { FlowRecord, TaskRecord, TriggerRecord } from "../inventory/model.ts";
import type { FlowContext } from "./flow-context.ts";
import { isTrue, type Site } from "./site.ts";

/** What an inventory keeps of a flow. */
export function flowRecord({ flow, labels, sites }: FlowContext): FlowRecord {
  const description = textOf(get(flow.node, "description"));
  const triggers = flow.triggers.map(
    ({ id, type, node }): TriggerRecord => ({
      id,
      type,
      ...(isTrue(get(node, "disabled")) && { disabled: true }),
    }),
  );
  return {
    namespace: flow.namespace.value,
    flow: flow.id.value,
    place: flow.source.place(flow.id.span.start),
    ...(description !== undefined && { description }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(isTrue(get(flow.node, "disabled")) && { disabled: true }),
    tasks: countTasks(flow.branches),
    declarations: sites.length,
    ...(triggers.length > 0 && { triggers }),
  };
}

/** What an inventory keeps of a task or trigger with an `assets` block. */
export function taskRecord({ task, trigger }: Site, flow: Flow): TaskRecord {
  const description = textOf(get(task.node, "description"));
  const sql = textOf(get(task.node, "sql"));
  return {
    namespace: flow.namespace.value,
    flow: flow.id.value,
    task: task.id,
    ...(trigger && { trigger: true }),
    type: task.type,
    place: flow.source.place(task.node.span.start),
    ...(description !== undefined && { description }),
    ...(sql !== undefined && { sql }),
  };
}

function countTasks(branches: readonly Branch[]): number {
  let count = 0;
  for (const branch of branches) for (const task of branch.tasks) count += 1 + countTasks(task.branches);
  return count;
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}
