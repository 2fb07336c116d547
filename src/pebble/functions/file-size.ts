import { runtimeFunction } from "./runtime-function.ts";

/**
 * `fileSize(path, namespace, revision)`, in the 1.x line `version` for `revision`: a missing path is an error;
 * null gives an unknown result. reference: Kestra's FileSizeFunction
 */
export const fileSizeFunction = runtimeFunction({
  name: "fileSize",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "The size of a file in bytes.",
  reason: "fileSize() is known only at run time",
});
