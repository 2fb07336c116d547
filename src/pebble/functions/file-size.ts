import { runtimeFunction } from "./runtime-function.ts";

/** `fileSize(path, namespace)`: the path must be given. reference: Kestra's FileSizeFunction */
export const fileSize = runtimeFunction({
  name: "fileSize",
  argumentNames: ["path", "namespace", "revision", "version"],
  required: 1,
  purity: "environment",
  summary: "The size of a file in bytes.",
  reason: "fileSize() is known only at run time",
});
