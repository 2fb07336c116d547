import type { FlowId, TaskId } from "./model.ts";

/*
 * Keys of flows and tasks in maps. Ids may contain dots and slashes, and a trigger may share the id of a task, so ids
 * joined by a character would be ambiguous.
 */

export function flowKey({ namespace, flow }: FlowId): string {
  return JSON.stringify([namespace, flow]);
}

export function taskKey({ namespace, flow, task, trigger }: TaskId & { readonly trigger?: true }): string {
  return JSON.stringify(trigger ? [namespace, flow, task, "trigger"] : [namespace, flow, task]);
}
