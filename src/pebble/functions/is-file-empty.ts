import { runtimeFunction } from "./runtime-function.ts";

/** `isFileEmpty(path, namespace)`: the path must be given. reference: Kestra's IsFileEmptyFunction */
export const isFileEmpty = runtimeFunction({
  name: "isFileEmpty",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "Whether a file is empty.",
  reason: "isFileEmpty() is known only at run time",
});
