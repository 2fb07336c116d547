import type { FlowId, TaskId } from "./model.ts";

/*
 * What stands for a flow or a task where something is looked up or counted. Ids may hold dots and slashes, and a trigger
 * may share the id of a task, so that ids joined by a character name several things.
 */

export function flowKey({ namespace, flow }: FlowId): string {
  return JSON.stringify([namespace, flow]);
}

export function taskKey({ namespace, flow, task, trigger }: TaskId & { readonly trigger?: true }): string {
  return JSON.stringify(trigger ? [namespace, flow, task, "trigger"] : [namespace, flow, task]);
}
