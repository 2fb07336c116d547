import { runtimeFunction } from "./runtime-function.ts";

/**
 * `subflow(namespace, id, inputs, revision, labels, timeout)`: runs another flow; null and errors give an unknown
 * result. reference: Kestra's SubflowFunction
 */
export const subflowFunction = runtimeFunction({
  name: "subflow",
  argumentNames: ["namespace", "id", "inputs", "revision", "labels", "timeout"],
  summary: "The outputs of a run of another flow.",
  reason: "subflow() runs another flow",
  maybeNull: true,
});
