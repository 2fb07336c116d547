import type { Bundle, Place } from "../model/model.ts";
import type { TaskRef } from "./answer.ts";

/** Names the task of a bundle, at the given line. */
export function taskRef(bundle: Bundle, place: Place): TaskRef {
  const { namespace, flow, task, trigger, taskType } = bundle;
  return { namespace, flow, task, ...(trigger && { trigger }), taskType, place };
}
