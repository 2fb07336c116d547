import { runtimeFunction } from "./runtime-function.ts";

/**
 * `fileExists(path, namespace, revision)`, in the 1.x line `version` for `revision`: a missing path is an error;
 * null gives an unknown result. reference: Kestra's FileExistsFunction
 */
export const fileExistsFunction = runtimeFunction({
  name: "fileExists",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "Whether a file exists.",
  reason: "fileExists() is known only at run time",
});
