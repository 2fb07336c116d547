import { runtimeFunction } from "./runtime-function.ts";

/**
 * `isFileEmpty(path, namespace, revision)`, in the 1.x line `version` for `revision`: a missing path is an error;
 * null gives an unknown result. reference: Kestra's IsFileEmptyFunction
 */
export const isFileEmptyFunction = runtimeFunction({
  name: "isFileEmpty",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "Whether a file is empty.",
  reason: "isFileEmpty() is known only at run time",
});
