import { runtimeFunction } from "./runtime-function.ts";

/** `printContext()`. reference: Kestra's PrintContextFunction */
export const printContext = runtimeFunction({
  name: "printContext",
  argumentNames: [],
  summary: "All variables of the run, as text.",
  reason: "printContext() prints all variables of the run",
});
