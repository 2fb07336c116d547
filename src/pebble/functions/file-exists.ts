import { runtimeFunction } from "./runtime-function.ts";

/** `fileExists(path, namespace)`: the path must be given. reference: Kestra's FileExistsFunction */
export const fileExists = runtimeFunction({
  name: "fileExists",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "Whether a file exists.",
  reason: "fileExists() is known only at run time",
});
