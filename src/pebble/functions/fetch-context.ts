import { runtimeFunction } from "./runtime-function.ts";

/** `fetchContext()`. reference: Kestra's FetchContextFunction */
export const fetchContext = runtimeFunction({
  name: "fetchContext",
  argumentNames: [],
  summary: "All variables of the run, as a map.",
  reason: "fetchContext() gives all variables of the run",
});
