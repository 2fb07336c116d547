import { runtimeFunction } from "./runtime-function.ts";

/** `randomPort()`: never null; an argument is an error. reference: Kestra's RandomPortFunction */
export const randomPortFunction = runtimeFunction({
  name: "randomPort",
  argumentNames: [],
  summary: "A free port of the worker's machine.",
  reason: "randomPort() is a free port at run time",
});
