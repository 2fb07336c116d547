import { runtimeFunction } from "./runtime-function.ts";

/**
 * `read(path, namespace, revision)`, in the 1.x line `version` for `revision`: a missing path is an error; null gives an
 * unknown result. reference: Kestra's ReadFileFunction
 */
export const readFunction = runtimeFunction({
  name: "read",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "The content of a namespace file or of a file in the internal storage.",
  reason: "read() gives the content of a file at run time",
});
