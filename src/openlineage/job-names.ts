import { flowKey, taskKey } from "../model/keys.ts";
import type { FlowId, Inventory, TaskId } from "../model/model.ts";

/** The names of jobs, each of which means one thing. */
export interface JobNames {
  /** `namespace.flow` */
  readonly ofFlow: (flow: FlowId) => string;
  /** `namespace.flow.task` */
  readonly ofTask: (task: JobTask) => string;
}

type JobTask = TaskId & { readonly trigger?: true };

/**
 * Jobs are named as Kestra names them, by ids with dots between. Ids may hold dots too, so that two jobs could have one
 * name: these have the dots inside of ids written as "%2E", and a trigger or a flow says that it is one.
 *
 * @param withFlows flows are jobs as well
 */
export function jobNames({ bundles, flows }: Inventory, withFlows: boolean): JobNames {
  const meant = new Map<string, Set<string>>();
  const note = (name: string, key: string) => meant.set(name, (meant.get(name) ?? new Set()).add(key));
  for (const bundle of bundles) note(plainTask(bundle), taskKey(bundle));
  if (withFlows) for (const flow of [...flows, ...bundles]) note(plainFlow(flow), flowKey(flow));
  const isUnclear = (name: string) => (meant.get(name)?.size ?? 0) > 1 || /[%:]/.test(name);
  return {
    ofFlow: (flow) => {
      const name = plainFlow(flow);
      return isUnclear(name) ? `${encoded(flow.namespace, /[%:]/g)}.flow:${encoded(flow.flow)}` : name;
    },
    ofTask: (task) => {
      const name = plainTask(task);
      if (!isUnclear(name)) return name;
      const kind = task.trigger ? "trigger:" : "";
      return `${encoded(task.namespace, /[%:]/g)}.${encoded(task.flow)}.${kind}${encoded(task.task)}`;
    },
  };
}

function plainFlow({ namespace, flow }: FlowId): string {
  return `${namespace}.${flow}`;
}

function plainTask(task: TaskId): string {
  return `${plainFlow(task)}.${task.task}`;
}

function encoded(id: string, marks = /[%:.]/g): string {
  return id.replace(marks, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
