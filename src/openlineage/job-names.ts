import type { FlowId, TaskId } from "../model/model.ts";

/**
 * `kestra.company.data.load.stage` for a task. Names are unique: dots in a flow id become `%2E`, and a trigger may have
 * the id of a task.
 */
export function taskJobName(task: TaskId & { readonly trigger?: true }): string {
  const { namespace, flow, task: id, trigger } = task;
  return `${namespace}.${part(flow)}.${trigger ? "trigger:" : ""}${part(id)}`;
}

/** `kestra.company.data/load` for a flow; the slash distinguishes it from a task of the flow `data`. */
export function flowJobName({ namespace, flow }: FlowId): string {
  return `${namespace}/${flow}`;
}

function part(id: string): string {
  return id.replaceAll("%", "%25").replaceAll(".", "%2E");
}
