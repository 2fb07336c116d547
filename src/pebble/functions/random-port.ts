import { runtimeFunction } from "./runtime-function.ts";

/** `randomPort()`: never null; arguments are ignored. reference: Kestra's RandomPortFunction */
export const randomPortFunction = runtimeFunction({
  name: "randomPort",
  summary: "A free port of the worker's machine.",
  reason: "randomPort() is a free port at run time",
});
