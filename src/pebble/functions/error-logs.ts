import { runtimeFunction } from "./runtime-function.ts";

/** `errorLogs()`: never null; arguments are ignored. reference: Kestra's ErrorLogsFunction */
export const errorLogsFunction = runtimeFunction({
  name: "errorLogs",
  summary: "The error logs of the execution.",
  reason: "errorLogs() returns the logs of the run",
});
