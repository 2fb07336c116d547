import { runtimeFunction } from "./runtime-function.ts";

/**
 * `fileURI(path, namespace, revision)`, in the 1.x line `version` for `revision`: a missing path is an error; null
 * gives an unknown result. reference: Kestra's FileURIFunction
 */
export const fileURIFunction = runtimeFunction({
  name: "fileURI",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "The URI of a namespace file in the internal storage.",
  reason: "fileURI() depends on the storage of the installation",
});
