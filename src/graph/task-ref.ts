import type { Bundle, Place } from "../model/model.ts";
import type { TaskRef } from "./answer.ts";

/** What shows that a task touches an asset. */
export type Proof = Pick<TaskRef, "evidence" | "via">;

/** Names the task of a bundle, at the given line. */
export function taskRef(bundle: Bundle, place: Place, proof: Proof = {}): TaskRef {
  const { namespace, flow, task, trigger, origin, taskType } = bundle;
  const { evidence, via } = proof;
  return {
    ...{ namespace, flow, task },
    ...(trigger && { trigger }),
    taskType,
    ...(origin && { origin }),
    ...(evidence !== undefined && { evidence }),
    ...(via !== undefined && { via }),
    place,
  };
}
