import { runtimeFunction } from "./runtime-function.ts";

/** `errorLogs()`: never null; an argument is an error. reference: Kestra's ErrorLogsFunction */
export const errorLogsFunction = runtimeFunction({
  name: "errorLogs",
  argumentNames: [],
  summary: "The error logs of the execution.",
  reason: "errorLogs() are the logs of the run",
});
