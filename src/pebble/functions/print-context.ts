import { runtimeFunction } from "./runtime-function.ts";

/** `printContext()`: never null; arguments are ignored. reference: Kestra's PrintContextFunction */
export const printContextFunction = runtimeFunction({
  name: "printContext",
  summary: "All variables of the run, as text.",
  reason: "printContext() prints all variables of the run",
});
