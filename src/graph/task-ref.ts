import type { Bundle, Place } from "../model/model.ts";
import type { TaskRef } from "./answer.ts";

/** Evidence for the access of a task to an asset. */
export type Proof = Pick<TaskRef, "evidence" | "via">;

/** The task of a bundle, with the given place. */
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
