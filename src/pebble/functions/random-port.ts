import { runtimeFunction } from "./runtime-function.ts";

/** `randomPort()`: never null; an argument is an error. reference: Kestra's RandomPortFunction */
export const randomPort = runtimeFunction({
  name: "randomPort",
  argumentNames: [],
  summary: "A free port of the machine that runs the task.",
  reason: "randomPort() is a free port at run time",
});
